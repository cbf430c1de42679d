package icaconnect.aws.failure;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.iam.AwsIamFailures;
import icaconnect.aws.s3.S3Failure;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** An error whose details the SDK has left out, as it does where it cannot read the answer. */
class WithoutDetailsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 400, 403, 404, 500, 503})
  void is_told_as_any_other(int status) {
    var s3 = (S3Exception) S3Exception.builder().statusCode(status).build();
    var iam = (IamException) IamException.builder().statusCode(status).build();
    List<AwsServiceException> all =
        List.of(
            s3,
            iam,
            KmsException.builder().statusCode(status).build(),
            SecretsManagerException.builder().statusCode(status).build());

    for (AwsServiceException each : all) {
      assertThat(each.awsErrorDetails()).isNull();
      assertThat(AwsFailure.worded(each)).isInstanceOfAny(Refused.class, TryAgain.class);
      assertThat(AwsFailure.code(each)).isEqualTo(Integer.toString(status));
    }
    assertThat(S3Failure.of(s3, "lab")).isInstanceOfAny(Refused.class, TryAgain.class);
    assertThat(AwsFailure.worded(AwsIamFailures.patient(iam)))
        .isInstanceOfAny(Refused.class, TryAgain.class);
  }
}
