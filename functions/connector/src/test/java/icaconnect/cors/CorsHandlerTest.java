package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Limits;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsHandlerTest {
  private static final String APPLY =
      """
      {"goal": "%s", "request": {"bucket": "my-lab-data"},
       "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER"},
       "lease": {"owner": "execution-1", "fence": 7}}\
      """;
  private static final String PLAN =
      """
      {"goal": "%s", "request": {"bucket": "my-lab-data", "mode": "plan"},
       "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER"}}\
      """;
  private static final CorsRule THEIRS =
      new CorsRule(
          Optional.of("portal"),
          List.of("content-type"),
          List.of("GET"),
          List.of("https://portal.example"),
          List.of("x-amz-version-id"),
          Optional.of(300));

  private final InMemoryCors cors = new InMemoryCors(List.of(THEIRS));
  private final InMemoryJournal journal = new InMemoryJournal();

  @Test
  void puts_our_rule_before_theirs_and_says_so() {
    JsonNode report = invoke(APPLY, "connect");

    assertThat(cors.rules())
        .containsExactly(
            CorsRule.ours("ica-connect:ica-connect:us-east-1", List.of("https://ica.illumina.com")),
            THEIRS);
    assertThat(report.path("name").asText()).isEqualTo("cors");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.at("/changes/0/what").asText())
        .isEqualTo("CORS rule ica-connect:ica-connect:us-east-1");
    assertThat(report.at("/changes/0/to/AllowedOrigins/0").asText())
        .isEqualTo("https://ica.illumina.com");
    assertThat(report.path("documents")).isEmpty();
    assertThat(journal.entries().get("cors").path("ruleId").asText())
        .isEqualTo("ica-connect:ica-connect:us-east-1");
  }

  @Test
  void connects_a_second_time_with_one_read_and_no_write() {
    invoke(APPLY, "connect");
    int before = cors.actions().size();

    assertThat(invoke(APPLY, "connect").path("changed").asBoolean()).isFalse();
    assertThat(cors.actions().subList(before, cors.actions().size()))
        .containsExactly("s3:GetBucketCORS");
  }

  @Test
  void disconnects_to_what_was_there_and_a_second_time_to_nothing_new() {
    invoke(APPLY, "connect");
    invoke(APPLY, "disconnect");
    assertThat(cors.rules()).containsExactly(THEIRS);

    int writes = cors.writes().size();
    assertThat(invoke(APPLY, "disconnect").path("changed").asBoolean()).isFalse();
    assertThat(cors.writes()).hasSize(writes);
  }

  @Test
  void plans_with_whole_documents_and_touches_nothing() {
    JsonNode report = invoke(PLAN, "connect");

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.at("/documents/0/before")).isEqualTo(Json.tree(List.of(THEIRS)));
    assertThat(report.at("/documents/0/after")).hasSize(2);
    assertThat(cors.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void has_nothing_to_do_for_a_bucket_that_is_gone() {
    JsonNode report = invoke(APPLY.replace("\"exists\": true", "\"exists\": false"), "disconnect");

    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(cors.actions()).isEmpty();
  }

  @Test
  void leaves_a_rule_of_somebody_else_under_our_id_alone() {
    var foreign =
        new CorsRule(
            Optional.of("ica-connect:ica-connect:us-east-1"),
            List.of(),
            List.of("GET"),
            List.of("https://portal.example"),
            List.of(),
            Optional.empty());
    cors.set(List.of(foreign, THEIRS));

    assertThatThrownBy(() -> invoke(APPLY, "connect"))
        .hasMessageStartingWith("CORS_RULE_ID_TAKEN")
        .hasMessageContaining("another ID");
    assertThat(invoke(APPLY, "disconnect").path("changed").asBoolean()).isFalse();
    assertThat(cors.rules()).containsExactly(foreign, THEIRS);
  }

  @Test
  void writes_nothing_without_the_lease() {
    journal.loseLease();

    assertThatThrownBy(() -> invoke(APPLY, "connect")).isInstanceOf(LeaseLost.class);
    assertThat(cors.rules()).containsExactly(THEIRS);
  }

  @Test
  void puts_our_rule_before_what_somebody_else_was_quicker_to_write() {
    cors.neighbour().at(Moment.BEFORE_READ, 1, () -> cors.set(List.of(THEIRS, THEIRS)));

    JsonNode report = invoke(APPLY, "connect");

    assertThat(cors.rules())
        .containsExactly(
            CorsRule.ours("ica-connect:ica-connect:us-east-1", List.of("https://ica.illumina.com")),
            THEIRS,
            THEIRS);
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("EDITED_MEANWHILE");
  }

  @Test
  void a_bucket_that_another_stack_has_connected_is_refused_with_its_name() {
    invoke(
        new CorsHandler(
            "prod", cors, new InMemoryJournal(), Limits.CLOSED, Rewritings.atOnce().rewriting()),
        "connect");
    var rules = cors.rules();

    assertThatThrownBy(() -> invoke(APPLY, "connect"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("prod/us-east-1");
    assertThat(invoke(APPLY, "disconnect").path("changed").asBoolean()).isFalse();
    assertThat(cors.rules()).isEqualTo(rules);
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void a_rule_from_before_installations_had_names_is_ours_where_our_record_says_so() {
    var earlier = CorsRule.ours("ica-connect", List.of("https://ica.illumina.com"));
    cors.set(List.of(earlier, THEIRS));

    assertThatThrownBy(() -> invoke(APPLY, "connect")).hasMessageContaining("did not name itself");

    journal.enter("my-lab-data", null, "cors", Json.parse("{\"ruleId\": \"ica-connect\"}"));
    assertThat(invoke(APPLY, "connect").path("changed").asBoolean()).isFalse();
    invoke(APPLY, "disconnect");
    assertThat(cors.rules()).containsExactly(THEIRS);
  }

  /** Every step can write it: what it says is no reason to take a rule of theirs out. */
  @Test
  void a_rule_of_theirs_that_a_record_calls_ours_stays_and_is_said() {
    journal.enter("my-lab-data", null, "cors", Json.parse("{\"ruleId\": \"portal\"}"));

    JsonNode report = invoke(APPLY, "disconnect");

    assertThat(cors.rules()).containsExactly(THEIRS);
    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
    assertThat(report.at("/findings/0/message").asText()).contains("portal");

    invoke(APPLY, "connect");
    assertThat(cors.rules()).hasSize(2).contains(THEIRS);
    assertThat(journal.entries().get("cors").path("ruleId").asText())
        .isEqualTo("ica-connect:ica-connect:us-east-1");
  }

  @Test
  void a_bucket_that_is_gone_has_no_rules_to_take_back() {
    JsonNode report = invoke(APPLY.replace("\"exists\": true", "\"exists\": false"), "disconnect");

    assertThat(report.path("name").asText()).isEqualTo("cors");
    assertThat(report.path("changes")).isEmpty();
    assertThat(cors.rules()).containsExactly(THEIRS);
  }

  @Test
  void says_beforehand_whether_it_will_write() {
    var step =
        new Step(
            Goal.CONNECT,
            Connection.parse(Json.parse("{\"bucket\": \"my-lab-data\"}")),
            BucketFacts.of("us-east-1", Versioning.NEVER),
            Invocation.INSTALLATION,
            Optional.empty(),
            Map.of());
    var ours =
        CorsRule.ours("ica-connect:ica-connect:us-east-1", List.of("https://ica.illumina.com"));
    var made =
        step.withJournalled("cors", Optional.of(Json.tree(Map.of("ruleId", ours.id().get()))));

    assertThat(CorsHandler.willWrite(step, List.of(THEIRS))).isTrue();
    assertThat(CorsHandler.willWrite(made, List.of(ours, THEIRS))).isFalse();
  }

  @Test
  void what_others_write_too_is_named_and_kept_before_it_is_replaced() {
    var rules = new SharedRules(cors, new OwnedBucket("lab", "us-east-1", "111122223333"));

    assertThat(rules.name()).isEqualTo("CORS rules of lab");
    assertThat(rules.json(List.of())).isEmpty();
    assertThat(rules.json(List.of(THEIRS))).contains(Json.tree(List.of(THEIRS)));
  }

  private static void invoke(CorsHandler handler, String goal) {
    Invocation.of(handler, Json.parse(APPLY.formatted(goal)));
  }

  private JsonNode invoke(String input, String goal) {
    var event = (ObjectNode) Json.parse(input.formatted(goal));
    ObjectNode entries = event.putObject("journal");
    journal.entries().forEach((step, entry) -> entries.put(step, Json.write(entry)));
    return Invocation.of(
        new CorsHandler(
            Invocation.STACK, cors, journal, Limits.CLOSED, Rewritings.atOnce().rewriting()),
        event);
  }
}
