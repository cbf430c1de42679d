package icaconnect.aws.sts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.verify.ProbeFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a check of the proof says of a refusal. */
class IcaKeyTest {
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
  @Test
  void a_refusal_of_kms_comes_with_its_layer() {
    assertThatThrownBy(() ->
            refused(
                403,
                "AccessDenied",
                "User: arn:aws:sts::111122223333:federated-user/ica-lab is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:111122223333:key/k because no resource-based policy allows the kms:GenerateDataKey action"))
        .isInstanceOf(ProbeFailure.class)
        .hasMessage(
            "AccessDenied (HTTP 403), kms:GenerateDataKey on arn:aws:kms:us-east-1:111122223333:key/k is not allowed by any resource-based policy");
  }

  @Test
  void a_key_that_is_disabled_is_told_by_its_code() {
    assertThatThrownBy(() -> refused(400, "KMS.DisabledException", "key/k is disabled."))
        .hasMessage("KMS.DisabledException (HTTP 400)");
  }

  @Test
  void a_refusal_without_a_layer_says_no_more_than_s3() {
    assertThatThrownBy(() -> refused(403, "AccessDenied", "Access Denied"))
        .hasMessage("AccessDenied (HTTP 403)");
  }

  private static void refused(int status, String code, String message) {
    IcaKey.tried(() -> {
      throw S3Exception.builder()
          .statusCode(status)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .serviceName("S3")
                  .errorCode(code)
                  .errorMessage(message)
                  .build())
          .build();
    });
  }
}
