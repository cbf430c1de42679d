package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Step Functions frees a name 90 days after its execution has ended, and what a run leaves is kept
 * for a year: a folder that is named by the execution alone is written over by who takes the name
 * again. https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
class RunFoldersTest {
  private static final Template TEMPLATE = Template.read();

  @ParameterizedTest
  @ValueSource(strings = {"audit", "connect-many"})
  void who_takes_an_executions_name_again_gets_another_folder(String workflow) {
    String first = folder(workflow, "2026-01-02T03:04:05.678Z", "nightly");
    String again = folder(workflow, "2026-06-02T03:04:05.678Z", "nightly");

    assertThat(first).isEqualTo(workflow + "/20260102T030405Z-nightly").isLessThan(again);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678901Z"})
  void a_folder_is_named_alike_however_exact_its_start_is(String start) {
    assertThat(folder("audit", start, "one")).isEqualTo("audit/20260102T030405Z-one");
  }

  @Test
  void what_a_run_concludes_in_is_written_once_whoever_writes() {
    JsonNode once =
        StreamSupport.stream(
                TEMPLATE
                    .whole("RunsBucketPolicy")
                    .at("/Properties/PolicyDocument/Statement")
                    .spliterator(),
                false)
            .filter(one -> one.path("Sid").asText().equals("WrittenOnce"))
            .findFirst()
            .orElseThrow();

    assertThat(once.path("Effect").asText()).isEqualTo("Deny");
    assertThat(once.path("Principal").asText()).isEqualTo("*");
    assertThat(once.path("Condition"))
        .isEqualTo(Json.parse("{\"Null\": {\"s3:if-none-match\": \"true\"}}"));
    Set<String> names =
        StreamSupport.stream(once.path("Resource").spliterator(), false)
            .map(arn -> arn.asText().replaceFirst(".*\\.Arn}/", ""))
            .collect(Collectors.toSet());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "audit/*/results.jsonl",
            "audit/*/summary.json",
            "audit/*/report.html",
            "audit/*/report.json",
            "connect-many/*/results.jsonl",
            "connect-many/*/summary.json");
  }

  /** Each of these roles puts there by its own permissions, and no other does. */
  @Test
  void who_writes_evidence_by_the_buckets_policies_is_who_may_by_its_role() {
    assertThat(told("RunsBucketPolicy", "OnlyRunsTell"))
        .containsExactlyInAnyOrderElementsOf(
            rolesThatPut("${RunsBucket.Arn}/audit/*", "${RunsBucket.Arn}/connect-many/*"));
    JsonNode onlyRuns = statement("RunsBucketPolicy", "OnlyRunsTell");
    assertThat(onlyRuns.path("Resource"))
        .extracting(JsonNode::asText)
        .containsExactly("${RunsBucket.Arn}/audit/*", "${RunsBucket.Arn}/connect-many/*");
    assertThat(onlyRuns.path("Effect").asText()).isEqualTo("Deny");
    assertThat(onlyRuns.path("Action").asText()).isEqualTo("s3:PutObject");
    assertThat(told("TrailBucketPolicy", "OnlyTheTrailTells"))
        .containsExactlyInAnyOrderElementsOf(
            rolesThatPut("${TrailBucket.Arn}/connections/*", "${TrailBucket.Arn}/callers/*"));
  }

  /**
   * The attack: an audit that found something loses its summary, or the key it can be read by, and
   * evidence passes over it.
   */
  @Test
  void what_runs_have_told_nobody_takes_away() {
    JsonNode runs = statement("RunsBucketPolicy", "NobodyTakesAway");
    JsonNode trail = statement("TrailBucketPolicy", "NobodyTakesAway");

    for (String element : List.of("Effect", "Principal", "Action")) {
      assertThat(runs.path(element)).isEqualTo(trail.path(element));
    }
    assertThat(runs.path("Effect").asText()).isEqualTo("Deny");
    // Who encrypts an object anew with a key of theirs deletes that key.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_UpdateObjectEncryption.html
    assertThat(runs.path("Action"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:UpdateObjectEncryption");
    assertThat(runs.path("Resource"))
        .isEqualTo(statement("RunsBucketPolicy", "OnlyRunsTell").path("Resource"));
    assertThat(runs.has("Condition") || trail.has("Condition")).isFalse();
  }

  private static JsonNode statement(String policy, String sid) {
    return StreamSupport.stream(
            TEMPLATE.whole(policy).at("/Properties/PolicyDocument/Statement").spliterator(), false)
        .filter(one -> one.path("Sid").asText().equals(sid))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> told(String policy, String sid) {
    JsonNode arns = statement(policy, sid).at("/Condition/ArnNotEquals/aws:PrincipalArn");
    return (arns.isArray() ? StreamSupport.stream(arns.spliterator(), false) : Stream.of(arns))
        .map(arn -> arn.asText().replace(".Arn", ""))
        .collect(Collectors.toSet());
  }

  private static Set<String> rolesThatPut(String... where) {
    return TEMPLATE.resources("AWS::IAM::Role").entrySet().stream()
        .filter(role ->
            role.getValue().findParents("Action").stream()
                .anyMatch(statement ->
                    statement.path("Action").toString().contains("s3:PutObject\"")
                        && Stream.of(where)
                            .anyMatch(statement.path("Resource").toString()::contains)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String folder(String workflow, String start, String name) {
    JsonNode run = Definition.of(workflow).state("Name the run").at("/Assign/run");
    JsonNode states =
        Json.parse(
            "{\"input\": {}, \"context\": {\"Execution\": {\"StartTime\": \"%s\", \"Name\": \"%s\"}}}"
                .formatted(start, name));
    return Definition.evaluate(run, Map.of("states", states)).asText();
  }
}
