package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedPolicyTest {
  private final SharedPolicy shared =
      new SharedPolicy(
          new InMemoryBucketPolicy(Optional.empty()), StepInput.connect().step().ownedBucket());

  @Test
  void one_spelling_of_a_policy_is_as_good_as_another() {
    var spelled = policy(VENDORS_DENY.replace("{'AWS':'*'}", "{'AWS':['*']}"));

    assertThat(shared.same(policy(VENDORS_DENY), spelled)).isTrue();
    assertThat(shared.same(policy(VENDORS_DENY), policy(TLS_ONLY))).isFalse();
  }

  @Test
  void no_policy_is_the_same_as_no_policy_only() {
    Optional<JsonNode> none = Optional.empty();

    assertThat(shared.same(none, none)).isTrue();
    assertThat(shared.same(none, policy(TLS_ONLY))).isFalse();
    assertThat(shared.same(policy(TLS_ONLY), none)).isFalse();
  }

  @Test
  void it_is_shown_as_it_is_and_told_by_its_bucket() {
    assertThat(shared.json(policy(TLS_ONLY))).isEqualTo(policy(TLS_ONLY));
    assertThat(shared.name()).isEqualTo("bucket policy of lab-genomics");
  }
}
