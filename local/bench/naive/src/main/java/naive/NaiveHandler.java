package naive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What everybody writes first: the SDK's defaults, a map in, a map out. For each function of the product it makes the
 * calls that the function makes about a bucket that is connected, and does nothing with the answers.
 */
public final class NaiveHandler implements RequestHandler<Map<String, String>, Map<String, String>> {
  @Override
  public Map<String, String> handleRequest(Map<String, String> event, Context context) {
    String bucket = event.get("bucket");
    switch (event.get("function")) {
      case "inspect" -> inspect(bucket, event.get("userName"));
      case "cors" -> S3Client.create().getBucketCors(request -> request.bucket(bucket));
      case "bucket-policy" -> S3Client.create().getBucketPolicy(request -> request.bucket(bucket));
      case "iam" -> iam(event.get("userName"), event.get("policyArn"));
      case "credential" -> credential(event.get("userName"), event.get("secretArn"));
      case "verify" -> verify(bucket, event.get("secretArn"));
      default -> throw new IllegalArgumentException(event.get("function"));
    }
    return Map.of("status", "done");
  }

  private static void inspect(String bucket, String user) {
    var s3 = S3Client.create();
    s3.headBucket(request -> request.bucket(bucket));
    s3.getBucketVersioning(request -> request.bucket(bucket));
    orNothing(() -> s3.getBucketEncryption(request -> request.bucket(bucket)));
    orNothing(() -> s3.getBucketOwnershipControls(request -> request.bucket(bucket)));
    orNothing(() -> s3.getPublicAccessBlock(request -> request.bucket(bucket)));
    orNothing(() -> s3.getObjectLockConfiguration(request -> request.bucket(bucket)));
    s3.getBucketNotificationConfiguration(request -> request.bucket(bucket));
    s3.getBucketRequestPayment(request -> request.bucket(bucket));
    IamClient.builder().region(Region.AWS_GLOBAL).build().getUser(request -> request.userName(user));
  }

  private static void iam(String user, String policy) {
    var iam = IamClient.builder().region(Region.AWS_GLOBAL).build();
    iam.getUser(request -> request.userName(user));
    iam.listAttachedUserPolicies(request -> request.userName(user));
    String version = iam.getPolicy(request -> request.policyArn(policy)).policy().defaultVersionId();
    iam.getPolicyVersion(request -> request.policyArn(policy).versionId(version));
  }

  private static void credential(String user, String secret) {
    IamClient.builder().region(Region.AWS_GLOBAL).build().listAccessKeys(request -> request.userName(user));
    SecretsManagerClient.create().describeSecret(request -> request.secretId(secret));
  }

  /** Without the five CORS preflights, and as the function's own role. */
  private static void verify(String bucket, String secret) {
    SecretsManagerClient.create().getSecretValue(request -> request.secretId(secret));
    var sts = StsClient.create();
    sts.getCallerIdentity();
    var session = sts.getFederationToken(request -> request.name("naive")).credentials();
    var s3 = S3Client.builder()
        .credentialsProvider(StaticCredentialsProvider.create(
            AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
        .build();
    s3.getBucketLocation(request -> request.bucket(bucket));
    s3.getBucketNotificationConfiguration(request -> request.bucket(bucket));
    s3.listObjectsV2(request -> request.bucket(bucket));
    String version = s3.putObject(request -> request.bucket(bucket).key("naive"), RequestBody.fromString("probe")).versionId();
    s3.getObjectAsBytes(request -> request.bucket(bucket).key("naive"));
    s3.getObjectAsBytes(request -> request.bucket(bucket).key("naive").versionId(version));
    String marker = s3.deleteObject(request -> request.bucket(bucket).key("naive")).versionId();
    s3.deleteObject(request -> request.bucket(bucket).key("naive").versionId(version));
    s3.deleteObject(request -> request.bucket(bucket).key("naive").versionId(marker));
  }

  /** S3 answers some questions about configuration that was never made with an error. */
  private static void orNothing(Supplier<?> call) {
    try {
      call.get();
    } catch (SdkException nothing) {
      return;
    }
  }
}
