package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The attack: what Inspect answers, or a request says, becomes a principal of a key's policy. */
class HostileFactsTest {
  private static final String USERS = "arn:aws:iam::111122223333:user/";

  private final Keys lab = new Keys();

  @Test
  void a_user_that_is_not_this_connections_is_let_in_by_no_key() {
    for (String user :
        List.of(
            USERS + "admin",
            USERS + "ica-connect/ica-connect/us-east-1/ica-other",
            USERS + "ica-connect/ica-other",
            USERS + "ica-connect/other/us-east-1/ica-lab",
            USERS + "ica-lab",
            USERS + "illumina/ica-lab")) {
      for (String access : List.of("statement", "grant", "report")) {
        isRefused(connect().asking("keyAccess", access).withFact("userArn", user), "NOT_OURS");
      }
    }
  }

  @Test
  void a_user_of_another_account_is_let_in_by_no_key() {
    lab.policies.with(KEY, CLOSED);
    var forged = connect().withFact("userArn", "arn:aws:iam::666666666666:user/ica-lab");

    assertThatThrownBy(() -> lab.run(forged)).isInstanceOf(InvalidRequest.class);
    assertThat(lab.policies.actions()).isEmpty();
  }

  @Test
  void a_user_is_adopted_by_a_key_where_the_deployer_says_so_and_not_below_a_path() {
    lab.within(new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty()));
    var adopting = connect().asking("userName", "illumina_ica").asking("adoptExisting", true);

    isRefused(adopting.withFact("userArn", USERS + "illumina/illumina_ica"), "NOT_ADOPTABLE");
    lab.run(adopting.withFact("userArn", USERS + "illumina_ica"));

    assertThat(lab.policies.policy(KEY).toString()).contains(USERS + "illumina_ica");
  }

  @Test
  void a_role_is_let_in_by_a_key_within_the_deployers_limits_only() {
    String partner = "arn:aws:iam::666666666666:role/partner";
    for (String access : List.of("statement", "grant", "report")) {
      isRefused(
          connect()
              .asking("keyAccess", access)
              .asking("crossAccountCopy", true)
              .asking("crossAccountRoleArn", partner),
          "ROLE_NOT_ALLOWED");
    }
    lab.within(new Limits(NamePattern.of(partner), Optional.empty(), Optional.empty()));

    lab.run(connect().asking("crossAccountCopy", true).asking("crossAccountRoleArn", partner));

    assertThat(lab.policies.policy(KEY).toString()).contains(partner);
  }

  private void isRefused(StepInput input, String code) {
    lab.policies.with(KEY, CLOSED);
    for (String mode : List.of("plan", "apply")) {
      assertThatThrownBy(() -> lab.run(input.asking("mode", mode)))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith(code + ": ");
    }
    assertThat(lab.policies.writes()).isEmpty();
    assertThat(lab.grants.writes()).isEmpty();
  }
}
