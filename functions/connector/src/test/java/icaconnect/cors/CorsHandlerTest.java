package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.LeaseLost;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.util.List;
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
        .containsExactly(CorsRule.ours(List.of("https://ica.illumina.com")), THEIRS);
    assertThat(report.path("name").asText()).isEqualTo("cors");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.at("/changes/0/what").asText()).isEqualTo("CORS rule ica-connect");
    assertThat(report.at("/changes/0/to/AllowedOrigins/0").asText())
        .isEqualTo("https://ica.illumina.com");
    assertThat(report.path("documents")).isEmpty();
    assertThat(journal.entries().get("cors").path("ruleId").asText()).isEqualTo("ica-connect");
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
            Optional.of("ica-connect"),
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
        .containsExactly(CorsRule.ours(List.of("https://ica.illumina.com")), THEIRS, THEIRS);
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("EDITED_MEANWHILE");
  }

  private JsonNode invoke(String input, String goal) {
    return Invocation.of(
        new CorsHandler(cors, journal, Rewritings.atOnce().rewriting()),
        Json.parse(input.formatted(goal)));
  }
}
