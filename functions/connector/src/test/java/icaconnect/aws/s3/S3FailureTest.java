package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailureTest {
  private static final String CALL =
      "User: arn:aws:sts::111122223333:assumed-role/r/f is not authorized to perform: s3:PutBucketPolicy"
          + " on resource: \"arn:aws:s3:::lab-public-reads\" ";

  @Test
  void a_denial_names_who_what_which_layer_and_who_can_change_it() {
    var failure =
        S3Failure.of(
            error(403, "AccessDenied", CALL + "with an explicit deny in a service control policy"),
            "lab-public-reads");

    assertThat(failure)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("S3_DENIES_US")
        .hasMessageContaining(
            "assumed-role/r/f the call s3:PutBucketPolicy on arn:aws:s3:::lab-public")
        .hasMessageContaining("service control policy")
        .hasMessageContaining("administrator of the AWS organisation");
  }

  /** A bucket's name says nothing of Block Public Access. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the s3:PutBucketPolicy action | S3_DENIES_US",
        "with an explicit deny in a resource-based policy | S3_DENIES_US",
        "because public policies are blocked by the BlockPublicPolicy block public access setting. | PUBLIC_POLICY_BLOCKED",
      })
  void only_block_public_access_is_told_as_such(String reason, Code code) {
    var failure =
        S3BucketPolicyFailure.of(error(403, "AccessDenied", CALL + reason), "lab-public-reads");

    assertThat(((Refused) failure).code()).isEqualTo(code);
  }

  /** A page of a proxy, or nothing: S3 gives every answer an id. */
  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 404, 407, 500, 503})
  void an_answer_that_is_not_s3s_is_told_as_such(int status) {
    var bare = (S3Exception) S3Exception.builder().statusCode(status).build();

    assertThat(S3Failure.code(bare)).isEqualTo(Integer.toString(status));
    var failure = S3BucketPolicyFailure.of(bare, "lab");
    if (status >= 500) {
      assertThat(failure).isInstanceOf(TryAgain.class);
    } else {
      assertThat(((Refused) failure).code()).isEqualTo(Code.NOT_FROM_AWS);
    }
  }

  @Test
  void a_bucket_that_went_between_two_calls_is_missing() {
    assertThat(((Refused) S3Failure.of(error(404, "NoSuchBucket", "gone"), "lab")).code())
        .isEqualTo(Code.BUCKET_MISSING);
  }

  private static S3Exception error(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("S3")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }
}
