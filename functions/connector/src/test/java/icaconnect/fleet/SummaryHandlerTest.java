package icaconnect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryHandlerTest {
  private static final String RUN = "connect-many/one";

  @Test
  void counts_how_each_bucket_ended_and_names_each_in_one_file() {
    var runs =
        new InMemoryRuns()
            .with(
                RUN + "/outcomes/0.json",
                outcome(0, "\"answer\": {\"status\": \"CONNECTED\", \"changed\": true}"))
            .with(
                RUN + "/outcomes/1.json",
                outcome(1, "\"answer\": {\"status\": \"CONNECTED\", \"changed\": false}"))
            .with(
                RUN + "/outcomes/2.json",
                outcome(2, "\"answer\": {\"status\": \"PLANNED\", \"changed\": true}"))
            .with(RUN + "/outcomes/3.json", outcome(3, ended("FAILED")))
            .with(
                RUN + "/outcomes/4.json",
                outcome(4, "\"error\": \"States.Timeout\", \"cause\": \"\""))
            .with(
                RUN + "/outcomes/5.json",
                outcome(5, "\"error\": \"States.TaskFailed\", \"cause\": \"{not JSON\""));

    var summary =
        Invocation.of(
            new SummaryHandler(runs), Json.parse("{\"run\": \"%s\", \"asked\": 8}".formatted(RUN)));

    assertThat(summary)
        .isEqualTo(
            Json.parse(
                """
                {"asked": 8, "connected": 1, "unchanged": 1, "planned": 1, "failed": 3, "unreported": 2,
                 "failedByReason": {"BUCKET_MISSING": 1, "TaskFailed": 1, "Timeout": 1},
                 "results": "s3://runs/connect-many/one/results.jsonl"}
                """));
    assertThat(runs.read(RUN + "/results.jsonl").orElseThrow().lines())
        .hasSize(6)
        .anySatisfy(
            line -> assertThat(line).contains("\"bucket\":\"lab-3\"", "Nothing had been changed."));
    assertThat(Json.parse(runs.read(RUN + "/summary.json").orElseThrow())).isEqualTo(summary);
  }

  /** The cause of an execution that was stopped is the text of whoever stopped it. */
  @Test
  void only_an_execution_that_failed_by_itself_says_why() {
    var runs =
        new InMemoryRuns()
            .with(RUN + "/outcomes/0.json", outcome(0, ended("FAILED")))
            .with(RUN + "/outcomes/1.json", outcome(1, ended("ABORTED")));

    var summary =
        Invocation.of(
            new SummaryHandler(runs), Json.parse("{\"run\": \"%s\", \"asked\": 2}".formatted(RUN)));

    assertThat(summary.path("failedByReason"))
        .isEqualTo(Json.parse("{\"BUCKET_MISSING\": 1, \"TaskFailed\": 1}"));
  }

  /** What a connect left that ended so, with the cause of a refusal. */
  private static String ended(String status) {
    String cause =
        """
        {"failure": {"error": "icaconnect.failure.Refused", "code": "BUCKET_MISSING", "message": "no.", "undone": "Nothing had been changed."}}
        """;
    var execution = Map.of("Status", status, "Error", "icaconnect.failure.Refused", "Cause", cause);
    return "\"error\": \"States.TaskFailed\", \"cause\": " + Json.write(Json.write(execution));
  }

  private static String outcome(int index, String rest) {
    return "{\"index\": %d, \"request\": {\"bucket\": \"lab-%d\"}, %s}"
        .formatted(index, index, rest);
  }
}
