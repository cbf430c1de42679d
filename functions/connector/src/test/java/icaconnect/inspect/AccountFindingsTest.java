package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.inspect.AccountInspection.Quotas;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What in the account stops a connect that makes a user, before anything is written. */
class AccountFindingsTest {
  @Test
  void says_nothing_where_there_is_room() {
    assertThat(AccountFindings.of(with(new Quotas(10, 5000, 20, 1500)), "us-east-1")).isEmpty();
  }

  @Test
  void says_what_is_left_of_a_quota_that_is_nearly_used() {
    assertThat(AccountFindings.of(with(new Quotas(4990, 5000, 20, 1500)), "us-east-1"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.IAM_QUOTA_NEARLY_USED);
          assertThat(finding.message()).contains("10 more IAM users of 5000");
        });
  }

  @Test
  void refuses_where_a_quota_is_used_up() {
    assertThatThrownBy(() -> AccountFindings.of(with(new Quotas(5000, 5000, 0, 1500)), "us-east-1"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("LIMIT_EXCEEDED: ")
        .hasMessageContaining("5000 IAM users");
    assertThatThrownBy(() -> AccountFindings.of(with(new Quotas(0, 5000, 1501, 1500)), "us-east-1"))
        .hasMessageContaining("1500 customer managed policies");
  }

  @Test
  void says_what_nobody_has_looked_at() {
    var account =
        new AccountInspection(
            Optional.empty(), List.of("the account's quotas (iam:GetAccountSummary)"));

    assertThat(AccountFindings.of(account, "us-east-1"))
        .singleElement()
        .extracting(Finding::code)
        .isEqualTo(Code.ACCOUNT_UNSEEN);
  }

  @Test
  void says_where_sessions_of_the_global_endpoint_are_not_valid() {
    var first =
        new AccountInspection(Optional.empty(), Optional.of(1), Optional.empty(), List.of());
    var second =
        new AccountInspection(Optional.empty(), Optional.of(2), Optional.empty(), List.of());

    for (String byHand : List.of("ap-southeast-3", "il-central-1", "me-central-1")) {
      assertThat(AccountFindings.of(first, byHand))
          .singleElement()
          .extracting(Finding::code)
          .isEqualTo(Code.GLOBAL_SESSIONS_NOT_VALID);
      assertThat(AccountFindings.of(second, byHand)).isEmpty();
    }
    assertThat(AccountFindings.of(first, "eu-central-1")).isEmpty();
  }

  private static AccountInspection with(Quotas quotas) {
    return new AccountInspection(Optional.of(quotas), List.of());
  }
}
