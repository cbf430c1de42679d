package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3BucketPolicyTest {
  private static final OwnedBucket BUCKET =
      new OwnedBucket("lab-data", "us-east-1", "111122223333");
  private static final String PLANNED =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow",
       "Principal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:user/a"]},
       "Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::lab-data/*"]}]}\
      """;
  private static final String SPELT_OTHERWISE =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Allow",
       "Principal":{"AWS":["arn:aws:iam::111122223333:user/a","111122223333"]},
       "Action":["s3:PutObject","s3:GetObject"],"Resource":"arn:aws:s3:::lab-data/*"}]}\
      """;
  private static final String CHANGED = SPELT_OTHERWISE.replace("s3:PutObject", "s3:DeleteObject");
  private static final String AFTER = PLANNED.replace("Theirs", "Ours");

  @Test
  void a_policy_that_s3_spells_otherwise_than_before_is_not_somebody_elses_change() {
    var s3 = new OnePolicy(SPELT_OTHERWISE);
    policies(s3).apply(BUCKET, put());
    assertThat(Json.parse(s3.policy())).isEqualTo(Json.parse(AFTER));
  }

  @Test
  void a_policy_of_another_meaning_is_not_written_over() {
    var s3 = new OnePolicy(CHANGED);
    assertThatThrownBy(() -> policies(s3).apply(BUCKET, put())).isInstanceOf(TryAgain.class);
    assertThat(s3.policy()).isEqualTo(CHANGED);
  }

  private static S3BucketPolicy policies(OnePolicy s3) {
    return new S3BucketPolicy(new RegionalS3(region -> s3));
  }

  private static BucketPolicyPlan put() {
    JsonNode before = Json.parse(PLANNED);
    return new BucketPolicyPlan.Put(
        Optional.of(before), Json.parse(AFTER), List.of(), null, List.of());
  }
}
