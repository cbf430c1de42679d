package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.StandInFaults.Fault;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnLocalStack
class RegistrationStatesTest {
  private static final int FOR_EVER = Integer.MAX_VALUE;

  private final Workflows workflows;
  private final RequestLog requests;
  private final Account account;
  private final LabBucket bucket;
  private final IcaOnLoopback ica;

  RegistrationStatesTest(LocalStack localStack) {
    workflows = new Workflows(localStack);
    requests = new RequestLog(localStack);
    account = new Account(localStack);
    bucket = LabBucket.create(localStack);
    ica = new IcaOnLoopback(localStack);
  }

  @AfterEach
  void the_contract_was_kept() {
    ica.close();
    assertThat(ica.contract().problems()).isEmpty();
  }

  @Test
  void registers_waits_for_ok_keeps_it_on_the_second_run_and_says_what_stays() {
    var connected = workflows.connect(ica.request(bucket));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.text("/icaStatus")).isEqualTo("OK");
    assertThat(ica.memory().keyOf("ica-" + bucket.name())).contains(storedKey());
    assertThat(entry().path("configurationId").asText())
        .isEqualTo(connected.text("/storageConfigurationId"))
        .isNotEmpty();
    assertThat(entry().path("credentialId").asText())
        .isEqualTo(connected.text("/storageCredentialId"))
        .isNotEmpty();
    assertThat(workflows.history(connected.arn()).toString())
        .doesNotContain(IcaOnLoopback.API_KEY, storedKey().secretAccessKey());

    var again = workflows.connect(ica.request(bucket));
    assertThat(again.text("/icaStatus")).isEqualTo("OK");
    assertThat(again.outcome().path("steps"))
        .allSatisfy(step -> assertThat(step.path("changed").asBoolean()).isFalse());
    assertThat(ica.contract().count("POST storageCredentials")).isEqualTo(1);
    assertThat(ica.contract().count("POST storageConfigurations")).isEqualTo(1);

    int mark = requests.mark();
    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    assertThat(requests.writesSinceButObjects(mark))
        .as("what stays in ICA is powerless before anything else is taken back")
        .startsWith("iam:DeleteAccessKey");
    assertThat(finding(disconnected.outcome(), "ICA_KEEPS_REGISTRATION"))
        .contains(
            connected.text("/storageConfigurationId"), connected.text("/storageCredentialId"));
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void icas_own_reason_ends_the_connect_which_is_taken_back_and_the_next_one_adopts_what_stayed() {
    ica.faults().set(Fault.VALIDATION_ERROR, 1);

    var failed = workflows.connect(ica.request(bucket));

    assertThat(failed.error()).isEqualTo("NotValidated");
    assertThat(failed.text("/failure/message"))
        .contains("Stand-in: the bucket cannot be reached")
        .contains("Remedy");
    assertThat(account.tracesOf(bucket.name())).isEmpty();

    var connected = workflows.connect(ica.request(bucket));
    assertThat(connected.text("/icaStatus")).as("%s", connected.outcome()).isEqualTo("OK");
    assertThat(ica.memory().credentials()).hasSize(1);
    assertThat(ica.memory().keyOf("ica-" + bucket.name())).contains(storedKey());
  }

  @Test
  void a_validation_that_never_ends_leaves_a_proven_connection_with_a_warning() {
    ica.faults().set(Fault.VALIDATION_NEVER_ENDS, FOR_EVER);

    var connected = workflows.connect(ica.request(bucket));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.text("/icaStatus")).isEqualTo("INITIALIZING");
    assertThat(finding(connected.outcome(), "ICA_VALIDATION_UNFINISHED"))
        .contains("still validating");
  }

  @Test
  void a_create_whose_answer_is_lost_leaves_one_of_each() {
    ica.faults().set(Fault.RESET_AFTER_CREATE, 2);

    assertThat(workflows.connect(ica.request(bucket)).text("/icaStatus")).isEqualTo("OK");

    assertThat(ica.memory().credentials()).hasSize(1);
    assertThat(ica.memory().configurations()).hasSize(1);
  }

  @Test
  void without_an_api_key_a_person_is_told_everything_but_the_secret() {
    var connected = workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(connected.text("/icaStatus")).isEqualTo("NOT_REGISTERED");
    assertThat(connected.text("/handOver"))
        .contains(bucket.name(), connected.text("/secretArn"))
        .doesNotContain(storedKey().secretAccessKey());
  }

  @Test
  void a_plan_shows_what_would_be_registered_and_asks_ica_for_nothing_else() {
    var planned = workflows.connect(ica.request(bucket).replace("}", ", \"mode\": \"plan\"}"));

    assertThat(planned.text("/status")).as("%s", planned.outcome()).isEqualTo("PLANNED");
    assertThat(planned.outcome().path("steps").toString()).contains("ICA storage configuration");
    assertThat(ica.memory().credentials()).isEmpty();
  }

  private AwsCredentials storedKey() {
    var value =
        account
            .secrets
            .getSecretValue(r -> r.secretId("ica-connect/ica-connect/ica-" + bucket.name()))
            .secretString();
    return Json.MAPPER.convertValue(Json.parse(value), AwsCredentials.class);
  }

  private JsonNode entry() {
    return Json.parse(
        account.record(bucket.name()).orElseThrow().get("journal").m().get("registration").s());
  }

  private static String finding(JsonNode outcome, String code) {
    return outcome.path("findings").findParents("code").stream()
        .filter(finding -> finding.path("code").asText().equals(code))
        .map(finding -> finding.path("message").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding " + code + " in " + List.of(outcome)));
  }
}
