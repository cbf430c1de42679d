package icaconnect.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may read a connection's secret stands in its policy. */
class SecretReadersTest extends CredentialScene {
  @Test
  void no_value_is_in_a_secret_that_anybody_may_read() {
    account.withUser(USER);

    connect();

    assertThat(account.writes())
        .containsSubsequence(
            "secretsmanager:CreateSecret",
            "secretsmanager:PutResourcePolicy",
            "secretsmanager:PutSecretValue");
  }

  @Test
  void a_reader_who_is_added_or_taken_away_is_written_once_and_shown_in_the_plan() {
    account.withUser(USER);
    connect();
    account.actions().clear();
    readers = List.of("arn:aws:iam::111122223333:role/other");

    var planned = Invocation.of(handler(), StepInput.connect("lab").asking("mode", "plan").json());
    assertThat(planned.at("/changes/0/what").asText())
        .isEqualTo("secret ica-connect/ica-connect/ica-lab: policy");
    assertThat(account.writes()).isEmpty();

    var report = connect();
    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.writes()).containsExactly("secretsmanager:PutResourcePolicy");
    assertThat(connect().path("changed").asBoolean()).isFalse();
  }

  @Test
  void a_policy_that_somebody_puts_between_plan_and_write_is_planned_anew() {
    account.withUser(USER);
    connect();
    readers = List.of("arn:aws:iam::111122223333:role/other");
    account.neighbourBetweenPlanAndWrite();

    assertThatThrownBy(this::connect).isInstanceOf(TryAgain.class);
    connect();

    var policy = account.policy(account.describe(SECRET).orElseThrow().arn()).orElseThrow();
    assertThat(policy.findValuesAsText("Sid")).containsExactly("Theirs", SecretReaders.SID);
  }

  @Test
  void readers_of_whom_none_is_named_any_more_are_said_with_the_command() {
    account.withUser(USER);
    connect();
    assertThat(connect().at("/findings")).isEmpty();
    readers = List.of();

    for (JsonNode report : List.of(plan(), connect())) {
      assertThat(report.at("/changes")).isEmpty();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("SECRET_READERS_LEFT");
      assertThat(report.at("/findings/0/remedy").asText())
          .isEqualTo("Run: aws secretsmanager delete-resource-policy --secret-id " + SECRET);
    }
  }
}
