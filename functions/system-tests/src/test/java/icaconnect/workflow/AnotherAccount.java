package icaconnect.workflow;

import icaconnect.localstack.LocalStack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Somebody else's account: LocalStack tells accounts apart by their access key ids. */
final class AnotherAccount {
  private AnotherAccount() {}

  static S3Client s3(LocalStack localStack) {
    return S3Client.builder()
        .endpointOverride(localStack.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("999999999999", "test")))
        .build();
  }
}
