package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.report.Change;
import org.junit.jupiter.api.Test;

class PolicyDraftTest {
  private final PolicyDraft draft = PolicyDraft.of(policy(TLS_ONLY, VENDORS_DENY));

  @Test
  void a_statement_that_goes_is_a_change() {
    assertThat(draft.without(0).changes())
        .containsExactly(Change.removed("bucket policy statement TlsOnly", json(TLS_ONLY)));
  }

  @Test
  void a_statement_that_came_and_went_is_none() {
    var added = draft.adding(json("{'Sid':'New'}"));

    assertThat(added.changes()).hasSize(1);
    assertThat(added.without(2).changes()).isEmpty();
  }

  @Test
  void places_are_counted_among_the_statements_that_are_there() {
    assertThat(draft.without(0).placeOf(0)).isEqualTo(1);
    assertThatThrownBy(() -> draft.without(0).placeOf(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
