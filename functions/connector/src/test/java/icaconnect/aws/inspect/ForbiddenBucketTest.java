package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import icaconnect.code.Code;
import icaconnect.failure.Denial.Layer;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.inspect.BucketFound;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HeadBucket has been answered with 403: each case is what S3 answers to the questions after it.
 */
class ForbiddenBucketTest {
  private static final String OWNER = "111122223333";
  private static final String POLICY =
      "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:List*\", \"Resource\": \"*\"}]}";

  private final ClosedS3 s3 = new ClosedS3();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the s3:ListBucket action | IDENTITY_POLICY",
        "because no permissions boundary allows the s3:ListBucket action | BOUNDARY",
        "because no session policy allows the s3:ListBucket action | SESSION_POLICY",
        "because no service control policy allows the s3:ListBucket action | SERVICE_CONTROL_POLICY",
        "with an explicit deny in a service control policy | SERVICE_CONTROL_POLICY",
        "with an explicit deny in a resource control policy | RESOURCE_CONTROL_POLICY",
        "with an explicit deny in a resource-based policy | RESOURCE_POLICY",
      })
  void is_denied_by_the_layer_that_s3_names(String reason, Layer layer) {
    s3.listing = ClosedS3.denied(reason);
    s3.listingOfAnybodys = ClosedS3.denied(reason);
    s3.policy = ClosedS3.denied(reason);

    var found = why();

    assertThat(found).isInstanceOf(BucketFound.Denied.class);
    assertThat(((BucketFound.Denied) found).denial().layer()).isEqualTo(layer);
    assertThat(((BucketFound.Denied) found).policy()).isEmpty();
  }

  @Test
  void is_ours_where_its_policy_can_be_read_and_brings_it_along() {
    s3.listing = ClosedS3.denied("with an explicit deny in a resource-based policy");
    s3.policyText = POLICY;

    assertThat(
            ((BucketFound.Denied) why()).policy().orElseThrow().at("/Statement/0/Effect").asText())
        .isEqualTo("Deny");
  }

  @Test
  void is_ours_where_its_policy_can_be_read_even_if_s3_names_no_layer() {
    s3.listing = ClosedS3.error(403, "AccessDenied", "Access Denied");
    s3.policyText = POLICY;

    assertThat(why()).isInstanceOf(BucketFound.Denied.class);

    s3.policy = ClosedS3.error(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
    assertThat(why()).isInstanceOf(BucketFound.Denied.class);

    s3.policy = null;
    s3.policyText = "{\"Statement\": [], \"Statement\": []}";
    assertThat(why()).isInstanceOf(BucketFound.Denied.class);
  }

  /** Across organisations S3 says nothing but "Access Denied", whomever it is told to expect. */
  @Test
  void is_somebody_elses_where_s3_says_nothing_at_all() {
    s3.listing = ClosedS3.error(403, "AccessDenied", "Access Denied");
    s3.listingOfAnybodys = s3.listing;
    s3.policy = s3.listing;

    assertThat(why()).isInstanceOf(BucketFound.OtherOwner.class);
    assertThat(s3.asked).containsExactly(Optional.of(OWNER), Optional.empty());
  }

  /** Within an organisation, or where the other account lets us in: only the owner is wrong. */
  @Test
  void is_somebody_elses_where_it_answers_once_no_owner_is_expected() {
    s3.listing = ClosedS3.error(403, "AccessDenied", "Access Denied");
    s3.policy = s3.listing;

    assertThat(why()).isInstanceOf(BucketFound.OtherOwner.class);

    s3.listingOfAnybodys = ClosedS3.denied("with an explicit deny in a resource-based policy");
    assertThat(((BucketFound.OtherOwner) why()).denial().layer()).isEqualTo(Layer.RESOURCE_POLICY);
  }

  @Test
  void is_somebody_elses_where_its_policy_would_have_to_let_us_in() {
    s3.listing =
        ClosedS3.denied("because no resource-based policy allows the s3:ListBucket action");

    assertThat(why()).isInstanceOf(BucketFound.OtherOwner.class);
  }

  @Test
  void is_missing_where_it_goes_between_two_questions() {
    s3.listing = ClosedS3.error(404, "NoSuchBucket", "The specified bucket does not exist");

    assertThat(why()).isInstanceOf(BucketFound.Missing.class);
  }

  @Test
  void is_looked_at_again_where_it_opens_between_two_questions() {
    assertThatThrownBy(this::why).isInstanceOf(TryAgain.class);
  }

  /** A proxy's page, a clock that is wrong, a key that is no more: none tells of the bucket. */
  @ParameterizedTest
  @CsvSource({
    ",NOT_FROM_AWS",
    "RequestTimeTooSkewed,AWS_REFUSES",
    "InvalidAccessKeyId,AWS_REFUSES",
    "SignatureDoesNotMatch,AWS_REFUSES"
  })
  void is_neither_gone_nor_somebody_elses_where_another_403_comes(String code, Code told) {
    s3.listing = ClosedS3.error(403, code, null);

    var refused = catchThrowableOfType(Refused.class, this::why);
    assertThat(refused.code()).isEqualTo(told);
  }

  private BucketFound why() {
    return new ForbiddenBucket(s3, "lab", OWNER, "us-east-1").why();
  }
}
