package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialHandlerTest extends CredentialScene {
  @Test
  void stores_a_new_key_and_tells_only_its_id() {
    account.withUser(USER);

    var report = connect();

    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.stored(SECRET).orElseThrow().secretAccessKey())
        .isEqualTo("the-secret-half-1");
    assertThat(report.toString() + journal.entries()).doesNotContain("the-secret-half");
  }

  @Test
  void waits_for_a_secret_that_is_being_deleted_and_says_how_to_keep_it() {
    account.withUser(USER).withSecretOf(SECRET, "lab", "AKIAOLD").beingDeleted(SECRET);

    assertThatThrownBy(this::connect)
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("aws secretsmanager restore-secret");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void keeps_the_stored_key_on_a_second_run_and_writes_nothing() {
    account.withUser(USER);
    connect();
    account.actions().clear();

    var report = connect();

    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void plans_without_writing() {
    account.withUser(USER);

    var report = Invocation.of(handler(), StepInput.connect("lab").asking("mode", "plan").json());

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(account.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void deletes_the_key_when_it_cannot_be_stored() {
    account.withUser(USER).failStoring(new IllegalStateException("no storing today"));

    assertThatThrownBy(this::connect).hasMessage("no storing today");
    assertThat(account.of(USER)).isEmpty();
  }

  @Test
  void makes_no_key_once_the_lease_is_lost() {
    account.withUser(USER);
    journal.loseLease();

    assertThatThrownBy(this::connect).isInstanceOf(LeaseLost.class);
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void waits_for_a_new_user_to_be_known() {
    assertThatThrownBy(this::connect).isInstanceOf(TryAgain.class);
  }

  @Test
  void warns_early_of_a_key_that_will_be_in_the_way_of_a_rotation() {
    account.withKey(USER, "AKIATHEIRS", NOW);

    for (JsonNode report : List.of(plan(), connect(), connect(), plan())) {
      assertThat(report.at("/findings")).hasSize(1);
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("NO_ROOM_FOR_ROTATION");
      assertThat(report.at("/findings/0/message").asText()).contains("AKIATHEIRS");
    }
  }

  @Test
  void does_not_take_its_own_keys_for_somebody_elses() {
    account.withUser(USER);

    assertThat(plan().at("/findings")).isEmpty();
    assertThat(connect().at("/findings")).isEmpty();
    assertThat(connect().at("/findings")).isEmpty();
  }

  @Test
  void refuses_a_third_key() {
    account.withKey(USER, "AKIA1", NOW).withKey(USER, "AKIA2", NOW);

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("TWO_ACCESS_KEYS");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void refuses_a_secret_of_somebody_else() {
    account.withUser(USER).withSecretOf(SECRET, "another-bucket", "AKIA9");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("SECRET_NOT_OURS");
  }

  @Test
  void replaces_a_stored_key_that_is_gone_from_the_user() {
    account.withUser(USER).withSecretOf(SECRET, "lab", "AKIAGONE");
    journal.enter(
        "lab", null, "credential", JournalledCredential.kept(USER, "AKIAGONE").in(SECRET).write());

    var report = connect();

    assertThat(report.at("/outputs/secretArn").asText()).isEqualTo(InMemoryCredentials.arn(SECRET));
    assertThat(account.writes())
        .contains("secretsmanager:PutSecretValue")
        .doesNotContain("secretsmanager:CreateSecret");
  }

  @Test
  void makes_the_planned_key_and_none_that_is_not_planned() {
    var asking = StepInput.connect("lab").asking("mode", "plan");
    var planned = Invocation.of(handler(), asking.json());
    account.withUser(USER);

    assertThatThrownBy(() ->
            Invocation.of(handler(), StepInput.connect("lab").asking("expectedPlan", "").json()))
        .hasMessageStartingWith("PLAN_CHANGED");
    assertThat(account.stored(SECRET)).isEmpty();

    var expected =
        String.join(" ", planned.path("writes").valueStream().map(JsonNode::asText).toList());
    Invocation.of(handler(), StepInput.connect("lab").asking("expectedPlan", expected).json());
    assertThat(account.stored(SECRET)).isPresent();
  }
}
