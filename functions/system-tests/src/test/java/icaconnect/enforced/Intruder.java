package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Somebody who has got hold of credentials: of a function's role, or of a connection's user. */
final class Intruder {
  final IamClient iam;
  final S3Client s3;
  final SecretsManagerClient secrets;
  final DynamoDbClient dynamo;
  final StsClient sts;
  final KmsClient kms;
  private final MiniStack miniStack;
  private final String accessKey;

  Intruder(MiniStack miniStack, AwsCredentials stolen) {
    iam = miniStack.as(stolen, IamClient.builder());
    s3 = miniStack.as(stolen, S3Client.builder());
    secrets = miniStack.as(stolen, SecretsManagerClient.builder());
    dynamo = miniStack.as(stolen, DynamoDbClient.builder());
    sts = miniStack.as(stolen, StsClient.builder());
    kms = miniStack.as(stolen, KmsClient.builder());
    this.miniStack = miniStack;
    accessKey = stolen.accessKeyId();
  }

  static Intruder inside(String function, MiniStack miniStack, Laboratory lab) {
    return new Intruder(miniStack, lab.application.function(function).role().credentials());
  }

  /** A test that the attempt fails, and that IAM's decision is the reason. */
  DynamicTest denied(String what, Runnable attempt) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          int mark = miniStack.mark();
          assertThatThrownBy(attempt::run).isInstanceOf(AwsServiceException.class);
          assertThat(miniStack.judgementsSince(mark).filter(it -> it.accessKey().equals(accessKey)))
              .isNotEmpty()
              .allSatisfy(it -> assertThat(it.allowed()).as("%s", it).isFalse());
        });
  }
}
