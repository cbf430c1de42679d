package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

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

  private static S3BucketPolicy policies(OnePolicy s3, OnePolicy once) {
    return new S3BucketPolicy(new RegionalS3(region -> s3, region -> once));
  }
}
