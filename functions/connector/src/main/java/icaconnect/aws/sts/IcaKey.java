package icaconnect.aws.sts;

import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.failure.Denial;
import icaconnect.step.OwnedBucket;
import icaconnect.verify.IcaPort;
import icaconnect.verify.IcaSession;
import icaconnect.verify.ProbeFailure;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The connection's access key, used with STS as ICA uses it. */
final class IcaKey implements IcaPort.Key {
  /** The shortest that STS gives; the probe needs seconds. */
  private static final int SESSION_SECONDS = 900;

  private final Optional<String> bucket;
  private final StsClient sts;

  IcaKey(Optional<String> bucket, Clients clients) {
    this.bucket = bucket;
    sts = clients.here(StsClient.builder());
  }

  @Override
  public Optional<String> bucket() {
    return bucket;
  }

  @Override
  public String callerArn() {
    return tried(() -> sts.getCallerIdentity().arn());
  }

  @Override
  public IcaSession federate(String userName, OwnedBucket bucket, String sessionPolicy) {
    var session =
        tried(() ->
            sts.getFederationToken(
                    r -> r.name(userName).durationSeconds(SESSION_SECONDS).policy(sessionPolicy))
                .credentials());
    var credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    return new FederatedS3(
        new Clients(StaticCredentialsProvider.create(credentials))
            .in(bucket.region(), S3Client.builder()),
        bucket);
  }

  static <T> T tried(Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw new ProbeFailure(
          AwsFailure.code(e) + " (HTTP " + e.statusCode() + ")" + cause(AwsFailure.denial(e)), e);
    } catch (SdkClientException e) {
      throw new ProbeFailure("AWS could not be reached: " + e.getClass().getSimpleName(), e);
    }
  }

  /** S3 passes on what KMS says, where a key is in the way. */
  private static String cause(Denial denial) {
    return denial
        .action()
        .filter(_ -> denial.named())
        .map(action ->
            ", "
                + action
                + denial.resource().map(arn -> " on " + arn).orElse("")
                + " is "
                + denial.cause())
        .orElse("");
  }
}
