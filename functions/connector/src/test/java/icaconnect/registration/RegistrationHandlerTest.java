package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.BucketName;
import icaconnect.credential.JournalledCredential;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.Problem;
import icaconnect.ica.StorageCredential;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationHandlerTest {
  private static final String SECRET = "wJalr-SECRET";
  private static final String ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/ica-lab-reads-Ab1";
  private static final String CONFIGURATION =
      RegistrationNames.of(new BucketName("lab-reads"), Optional.empty(), Optional.empty())
          .configuration();

  private final RememberedIca ica = new RememberedIca();
  private final InMemoryJournal journal = new InMemoryJournal();
  private Optional<ConnectionKey> key = key("AKIA1");
  private boolean hasApiKey = true;

  /** What this stack expects. */
  private Optional<String> tenant = Optional.empty();

  private static final String OURS = "our-tenant";
  private final InMemoryTenant known = new InMemoryTenant();

  /** The attack: a request names an API key of another tenant, and nobody has set IcaTenantId. */
  @Test
  void the_first_registration_decides_whose_ica_gets_keys() {
    ica.storageTenants = Set.of(OURS);
    connect();
    assertThat(known.id()).contains(OURS);
    ica.writes.clear();
    ica.storageTenants = Set.of("their-tenant");

    assertThatThrownBy(() -> invoke(input("connect", "plan")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_DIFFERS");
    assertThatThrownBy(this::connect).isInstanceOf(Refused.class).hasMessageContaining(OURS);
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void the_same_tenant_goes_on_and_nothing_is_learned_twice() {
    ica.storageTenants = Set.of(OURS);
    connect();
    connect();

    assertThat(known.learned).hasSize(1);
  }

  @Test
  void a_plan_and_a_registration_that_fails_teach_nothing() {
    ica.storageTenants = Set.of(OURS);
    invoke(input("connect", "plan"));
    ica.beforeCreate = () -> new IllegalStateException("no");
    assertThatThrownBy(this::connect).isInstanceOf(IllegalStateException.class);

    assertThat(known.learned).isEmpty();
  }

  @Test
  void of_two_first_registrations_in_two_tenants_the_second_is_refused() {
    ica.storageTenants = Set.of(OURS);
    known.beforeLearning = () -> known.learn("their-tenant");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_DIFFERS");
  }

  @Test
  void where_the_keys_owner_sees_storage_of_several_tenants_nothing_is_learned() {
    ica.storageTenants = Set.of(OURS, "their-tenant");

    connect();

    assertThat(known.learned).isEmpty();
  }

  /** Or a wrong lesson could never be mended. */
  @Test
  void the_deployers_word_counts_instead_of_what_was_learned() {
    known.learn("their-tenant");
    tenant = Optional.of("our-tenant");
    ica.storageTenants = Set.of("our-tenant");

    connect();

    assertThat(ica.keys).hasSize(1);
  }

  /** The attack: an API key of another tenant gets the AWS key. */
  @Test
  void no_key_is_handed_over_to_another_tenant_than_the_expected_one() {
    tenant = Optional.of("our-tenant");
    for (var seen :
        List.of(Set.of("their-tenant"), Set.of("our-tenant", "their-tenant"), Set.<String>of())) {
      ica.storageTenants = seen;

      assertThatThrownBy(() -> invoke(input("connect", "apply")))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("ICA_TENANT_DIFFERS");
    }
    assertThat(ica.writes).isEmpty();
    assertThat(ica.keys).isEmpty();
  }

  @Test
  void the_expected_tenant_is_known_by_its_storage_or_before_that_by_a_project() {
    tenant = Optional.of("our-tenant");
    ica.projectTenants = Set.of("our-tenant", "a-partners-tenant");

    invoke(input("connect", "apply"));

    assertThat(ica.keys).hasSize(1);
  }

  @Test
  void registers_the_bucket_and_starts_the_validation() {
    JsonNode report = connect();

    assertThat(ica.writes)
        .containsExactly(
            "create credential ica-lab-reads",
            "create configuration " + CONFIGURATION + " on credential-0",
            "validate configuration-0");
    assertThat(ica.configurations.getFirst().awsDetails())
        .contains(
            new AwsDetails(
                "lab-reads", "ica/", "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/k"));
    assertThat(report.path("name").asText()).isEqualTo("registration");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.path("outputs"))
        .isEqualTo(
            Json.parse(
                """
                {"storageCredentialId": "credential-0", "storageConfigurationId": "configuration-0",
                 "icaStatus": "INITIALIZING"}\
                """));
    assertThat(report.toString()).contains("AKIA1").doesNotContain(SECRET);
  }

  @Test
  void running_twice_writes_nothing_the_second_time() {
    connect();
    ica.writes.clear();
    JsonNode entry = journal.entries().get("registration");

    JsonNode again = connect();

    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries().get("registration")).isSameAs(entry);
    assertThat(again.path("changed").asBoolean()).isFalse();
    assertThat(again.path("outputs").path("icaStatus").asText()).isEqualTo("OK");
  }

  @Test
  void a_new_key_of_the_connection_goes_to_ica_and_is_validated() {
    connect();
    ica.writes.clear();
    key = key("AKIA2");

    JsonNode report = connect();

    assertThat(ica.writes).containsExactly("update credential-0", "validate configuration-0");
    assertThat(ica.keys.get("credential-0").accessKeyId()).isEqualTo("AKIA2");
    assertThat(report.path("changes").path(0).path("from").path("accessKeyId").asText())
        .isEqualTo("AKIA1");
  }

  @Test
  void plan_mode_writes_nothing_and_needs_no_key() {
    key = Optional.empty();

    JsonNode report = invoke(input("connect", "plan"));

    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries()).isEmpty();
    assertThat(report.path("changes")).hasSize(2);
    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("NOT_REGISTERED");
  }

  @Test
  void registers_as_planned_though_the_plan_knew_no_key() {
    key = Optional.empty();
    String expected = writes(invoke(input("connect", "plan")));
    key = key("AKIA1");

    invoke(expecting(expected));

    assertThat(ica.keys.get("credential-0").accessKeyId()).isEqualTo("AKIA1");
  }

  @Test
  void writes_nothing_to_ica_that_is_not_in_the_expected_plan() {
    assertThatThrownBy(() -> invoke(expecting("")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("PLAN_CHANGED")
        .hasMessageContaining("ICA storage credential ica-lab-reads");
    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  private static String writes(JsonNode plan) {
    return String.join(" ", plan.path("writes").valueStream().map(JsonNode::asText).toList());
  }

  private ObjectNode expecting(String plan) {
    ObjectNode input = input("connect", "apply");
    ((ObjectNode) input.path("request")).put("expectedPlan", plan);
    return input;
  }

  @Test
  void a_plan_of_a_hand_over_speaks_of_what_would_be() {
    hasApiKey = false;
    key = Optional.empty();

    JsonNode report = invoke(input("connect", "plan"));

    assertThat(report.at("/outputs/handOver").asText())
        .startsWith("Once connect has run:")
        .contains("(its ARN, which connect answers)");
    assertThat(report.at("/findings/0/message").asText()).contains("the output's field handOver");
  }

  @Test
  void a_create_whose_answer_was_lost_is_found_by_name() {
    ica.afterCreate = () -> new IcaFailure.OutcomeUnknown("POST /x", "reset");

    connect();

    assertThat(ica.credentials).hasSize(1);
    assertThat(ica.configurations).hasSize(1);
  }

  @Test
  void a_create_that_is_not_there_is_left_to_the_next_try_which_lists_first() {
    ica.beforeCreate = () -> new IcaFailure.OutcomeUnknown("POST /x", "timeout");
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
    assertThat(ica.writes).containsExactly("create credential ica-lab-reads");

    ica.beforeCreate = () -> null;
    connect();

    assertThat(ica.credentials).hasSize(1);
  }

  @Test
  void the_journal_knows_the_names_before_ica_does() {
    ica.beforeCreate =
        () -> {
          assertThat(journal.entries().get("registration").path("credentialName").asText())
              .isEqualTo("ica-lab-reads");
          return new IcaFailure.OutcomeUnknown("POST /x", "timeout");
        };
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
  }

  @Test
  void a_name_taken_by_what_nobody_sees_is_refused_and_not_remembered_as_ours() {
    ica.beforeCreate = RegistrationHandlerTest::conflict;

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("ICA_NAME_TAKEN");
    assertThat(journal.entries().get("registration").has("credentialName")).isFalse();
  }

  @Test
  void a_name_taken_in_the_same_moment_is_judged_by_the_next_try() {
    ica.beforeCreate =
        () -> {
          ica.credentials.add(new StorageCredential("theirs", "ica-lab-reads", "AWS_USER"));
          return conflict();
        };
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
  }

  @Test
  void who_has_lost_the_lease_creates_nothing() {
    journal.loseLease();

    assertThatExceptionOfType(LeaseLost.class).isThrownBy(this::connect);
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void without_a_key_in_the_secret_nothing_is_created() {
    key = Optional.empty();

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("CONNECTION_SECRET_MISSING");
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void without_an_api_key_a_person_gets_everything_but_the_secret() {
    hasApiKey = false;

    JsonNode report = connect();

    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.path("findings").path(0).path("code").asText())
        .isEqualTo("ICA_REGISTRATION_BY_HAND");
    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("NOT_REGISTERED");
    assertThat(report.path("outputs").path("handOver").asText())
        .contains(
            "Illumina BioInsight Platform Core, previously Illumina Connected Analytics",
            "System Settings > Storage > Credentials",
            "System Settings > Storage > Configurations")
        .contains(
            "Name: ica-lab-reads\n",
            "Name: " + CONFIGURATION + "\n",
            "Region: United States (us-east-1)")
        .contains("Bucket name: lab-reads", "Key prefix: ica/", "Algorithm: aws:kms", "key/k", ARN)
        .doesNotContain(SECRET)
        .hasSizeLessThan(1600);
  }

  @Test
  void disconnect_names_what_stays_in_ica_without_asking_it() {
    connect();
    ica.writes.clear();

    JsonNode report = invoke(input("disconnect", "apply"));

    assertThat(ica.writes).isEmpty();
    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.path("findings").path(0).path("message").asText())
        .contains(
            CONFIGURATION + " (configuration-0)", "ica-lab-reads (credential-0)", "no delete");
  }

  @Test
  void disconnect_names_what_a_person_may_have_made_with_the_connections_key() {
    var input = input("disconnect", "apply");
    input
        .withObject("/journal")
        .put(
            "credential",
            JournalledCredential.stored("ica-lab-reads", "AKIA1", Instant.EPOCH)
                .write()
                .toString());

    assertThat(invoke(input).path("findings").path(0).path("message").asText())
        .contains("ica-lab-reads (if somebody made it)");
  }

  @Test
  void disconnect_says_nothing_of_ica_where_there_never_was_a_key_to_register() {
    var input = input("disconnect", "apply");
    input.withObject("/journal").put("cors", "{}");

    assertThat(invoke(input).path("findings")).isEmpty();
    assertThat(invoke(input("disconnect", "apply")).path("findings")).isEmpty();
  }

  private JsonNode connect() {
    return invoke(input("connect", "apply"));
  }

  private JsonNode invoke(ObjectNode input) {
    var handler =
        new RegistrationHandler(
            Invocation.STACK,
            _ -> hasApiKey ? Optional.of(ica) : Optional.empty(),
            (_, _) -> key,
            journal,
            _ -> {},
            tenant,
            known);
    return Invocation.of(handler, input);
  }

  /** As the workflow sends it; the journal arrives as texts. */
  private ObjectNode input(String goal, String mode) {
    var input =
        (ObjectNode)
            Json.parse(
                """
                {"request": {"bucket": "lab-reads", "prefix": "ica/"},
                 "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER",
                           "kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/k"},
                 "lease": {"owner": "execution-1", "fence": 7}}\
                """);
    input.put("goal", goal).withObject("/request").put("mode", mode);
    ObjectNode entries = input.putObject("journal");
    journal.entries().forEach((step, entry) -> entries.put(step, entry.toString()));
    return input;
  }

  private static Optional<ConnectionKey> key(String id) {
    return Optional.of(new ConnectionKey(ARN, new AwsCredentials(id, SECRET)));
  }

  private static RuntimeException conflict() {
    return new IcaFailure.Conflict("POST /x", new Problem(409, "HTTP 409 the name is taken"));
  }
}
