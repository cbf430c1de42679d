package icaconnect.aws.sts;

import static icaconnect.aws.sts.IcaKey.tried;

import icaconnect.aws.client.Clients;
import icaconnect.aws.client.Rehearsal;
import icaconnect.aws.s3.RegionalS3;
import icaconnect.aws.secretsmanager.ConnectionSecret;
import icaconnect.lambda.Json;
import icaconnect.lambda.TimedHttp;
import icaconnect.step.OwnedBucket;
import icaconnect.verify.IcaPort;
import icaconnect.verify.Preflight;
import icaconnect.verify.ProbeFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads the connection's secret and uses AWS as ICA will. */
public final class AwsIca implements IcaPort {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SecretsManagerClient secrets = new Clients().here(SecretsManagerClient.builder());
  private final RegionalS3 s3 = new RegionalS3(new Clients());
  private final TimedHttp http = new TimedHttp(TIMEOUT, TIMEOUT);

  @Override
  public Key key(String secretName) {
    var value =
        Json.parse(tried(() -> secrets.getSecretValue(r -> r.secretId(secretName))).secretString());
    return new IcaKey(
        ConnectionSecret.bucket(value),
        new Clients(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    value.path("accessKeyId").asText(), value.path("secretAccessKey").asText()))));
  }

  @Override
  public Preflight preflight(OwnedBucket bucket, String objectKey, String origin, String method) {
    if (Rehearsal.isOn()) {
      return new Preflight(403, Optional.empty(), Optional.empty());
    }
    try {
      var url =
          s3.in(bucket.region()).utilities().getUrl(r -> r.bucket(bucket.name()).key(objectKey));
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url.toString()))
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("Origin", origin)
                  .header("Access-Control-Request-Method", method)
                  .header("Access-Control-Request-Headers", "content-type")
                  .build(),
              BodyHandlers.discarding());
      var headers = answer.headers();
      return new Preflight(
          answer.statusCode(),
          headers.firstValue("Access-Control-Allow-Origin"),
          headers.firstValue("Access-Control-Allow-Methods"));
    } catch (IOException e) {
      throw new ProbeFailure("S3 could not be reached: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProbeFailure("interrupted", e);
    }
  }
}
