package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3BucketPolicyTest {
  private static final OwnedBucket BUCKET =
      new OwnedBucket("lab-data", "us-east-1", "111122223333");
  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[]}\
      """;

  @Test
  void writes_through_the_client_that_sends_once() {
    var repeating = new OnePolicy("{}");
    var once = new OnePolicy("{}");

    policies(repeating, once).write(BUCKET, Optional.of(Json.parse(POLICY)));

    assertThat(once.policy()).isEqualTo(POLICY);
    assertThat(repeating.policy()).isEqualTo("{}");
  }

  @Test
  void a_write_whose_answer_is_lost_is_looked_at_by_the_next_try() {
    var lost = new OnePolicy("{}").failing(SdkClientException.create("read timed out"));

    assertThatThrownBy(() -> policies(lost, lost).write(BUCKET, Optional.of(Json.parse(POLICY))))
        .isInstanceOf(TryAgain.class);
  }

  /** An account that was closed, a CloudFront identity in its old spelling: no id tells of them. */
  @Test
  void a_principal_that_stays_unknown_is_told_from_one_that_is_new() {
    var refusing =
        new OnePolicy("{}")
            .failing(
                S3Exception.builder()
                    .statusCode(400)
                    .awsErrorDetails(
                        AwsErrorDetails.builder()
                            .serviceName("S3")
                            .errorCode("MalformedPolicy")
                            .errorMessage("Invalid principal in policy")
                            .build())
                    .build());
    var policy =
        Json.parse(
            """
            {"Statement": [
              {"Principal": {"AWS": ["arn:aws:iam::999999999999:root", "*"]}},
              {"NotPrincipal": {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}}]}
            """);

    assertThatThrownBy(() -> policies(refusing, refusing).write(BUCKET, Optional.of(policy)))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining(
            "Remedy: where it lasts, one of these is gone, or its account is closed, and must be taken out of the policy: arn:aws:iam::999999999999:root, arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1.");
  }

  private static S3BucketPolicy policies(OnePolicy s3, OnePolicy once) {
    return new S3BucketPolicy(new RegionalS3(region -> s3, region -> once));
  }
}
