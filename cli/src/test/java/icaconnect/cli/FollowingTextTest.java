package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.cli.execution.Look;
import icaconnect.cli.execution.Progress;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while something runs, line by line and on a terminal. */
class FollowingTextTest {
  @TempDir private Path folder;

  private static Look[] connects() {
    return new Scene()
        .enters("Task", "Take the lease")
        .leaves("Task", "Take the lease")
        .enters("Choice", "Is a plan expected?")
        .leaves("Choice", "Is a plan expected?")
        .after(1)
        .enters("Task", "Prove the connection")
        .seenFor(2)
        .fails("Prove the connection", "Lambda.TooManyRequestsException")
        .leaves("Task", "Prove the connection")
        .enters("Wait", "Wait for propagation")
        .seenFor(12)
        .leaves("Wait", "Wait for propagation")
        .enters("Task", "Prove the connection")
        .seenFor(1)
        .leaves("Task", "Prove the connection")
        .enters("Task", "Record and release")
        .ends(Scene.answer("connected.json"));
  }

  private static PlayedStack planned() {
    return new PlayedStack().plays("Connect", Scene.answers("plan.json"));
  }

  @Test
  void a_connect_says_each_state_and_how_long_it_has_waited() throws IOException {
    var stack = planned().plays("Connect", connects());
    Run run = Run.with(stack, "connect", "lab-genomics", "--yes");

    assertThat(run.code()).isZero();
    Golden.assertIs("connect.txt", run.out());
  }

  @Test
  void a_terminal_counts_the_seconds_of_a_wait_in_place() {
    var stack = planned().plays("Connect", connects());
    Run run = Run.answering(List.of(), stack, "connect", "lab-genomics", "--yes");

    String wait = "waiting for what was just made, such as a new key, to be known everywhere, ";
    assertThat(run.out()).contains(wait + "1 s", wait + "2 s", wait + "10 s");
    assertThat(left(run.out()))
        .contains("waited for what was just made, such as a new key, to be known everywhere, 12 s")
        .doesNotContain("waiting for");
  }

  @Test
  void what_has_failed_says_what_was_taken_back() throws IOException {
    var failed =
        new Scene()
            .enters("Task", "Prove the connection")
            .seenFor(1)
            .leaves("Task", "Prove the connection")
            .enters("Task", "Take back what was added")
            .ends(Scene.answer("failed.json"));
    Run run = Run.with(planned().plays("Connect", failed), "connect", "lab-genomics", "--yes");

    assertThat(run.code()).isEqualTo(5);
    Golden.assertIs("connect-failed.txt", run.out());
  }

  @Test
  void a_disconnect_names_what_it_has_taken_back() throws IOException {
    var taken =
        new Scene()
            .enters("Task", "Take the lease")
            .leaves("Task", "Take the lease")
            .enters("Wait", "Wait for the holder")
            .seenFor(4)
            .leaves("Wait", "Wait for the holder")
            .enters("Task", "Remove the credential")
            .ends(Scene.answer("disconnected.json"));
    var stack =
        new PlayedStack()
            .plays("Disconnect", Scene.answers("disconnect-plan.json"))
            .plays("Disconnect", taken);
    Run run = Run.with(stack, "disconnect", "lab-genomics", "--yes");

    assertThat(run.code()).isZero();
    Golden.assertIs("disconnect.txt", run.out());
  }

  /** Where lines stay, there is not one for each second of a day. */
  @Test
  void a_long_wait_is_told_of_ever_more_rarely() throws IOException {
    var rotated =
        new Scene()
            .enters("Task", "Make a new key")
            .leaves("Task", "Make a new key")
            .after(1)
            .enters("Wait", "Let the old key rest")
            .seenFor(3600)
            .leaves("Wait", "Let the old key rest")
            .enters("Task", "Retire the old key")
            .ends(Scene.answer("rotated.json"));
    Run run =
        Run.with(
            ConnectionsTextTest.stack().plays("Rotate", rotated),
            "rotate",
            "lab-genomics",
            "--yes");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("still waiting"))).hasSize(6);
    Golden.assertIs("rotate.txt", run.out());
  }

  @Test
  void an_audit_sums_up() throws IOException {
    var audited =
        new Scene()
            .enters("Task", "List the connections")
            .leaves("Task", "List the connections")
            .enters("Map", "Audit each connection")
            .runs("arn:run")
            .seenFor(1)
            .enters("Task", "Sum up")
            .ends(Scene.answer("audited.json"));
    var stack = new PlayedStack().plays("Audit", audited).progresses(new Progress(2, 2, 0));
    Run run = Run.with(stack, "audit");

    assertThat(run.code()).isZero();
    Golden.assertIs("audit.txt", run.out());
  }

  @Test
  void connect_many_counts_how_its_buckets_end_and_names_those_that_failed() throws IOException {
    var stack = many();
    Run run = Run.with(stack, "connect-many", file(), "--yes");

    assertThat(run.code()).isEqualTo(4);
    assertThat(stack.folders()).containsExactly("connect-many/20261125T120000Z-1");
    Golden.assertIs("connect-many.txt", run.out());
  }

  @Test
  void a_terminal_has_a_bar_over_the_buckets() throws IOException {
    Run run = Run.answering(List.of(), many(), "connect-many", file(), "--yes");

    assertThat(run.out())
        .contains(
            "[--------------------] 0 of 3",
            "[######--------------] 1 of 3, 1 connected, about 2 s left",
            "[#############-------] 2 of 3, 1 connected, 1 failed, about 1 s left");
    assertThat(left(run.out()))
        .contains("3 of 3 done (2 connected, 1 failed), 0 running")
        .doesNotContain("[#");
  }

  @Test
  void programs_are_told_the_counts_too() throws IOException {
    Run run = Run.with(many(), "connect-many", file(), "--yes", "--quiet", "--output", "ndjson");

    assertThat(run.out().lines().map(Json::parse))
        .anyMatch(line ->
            line.at("/progress/done").asInt() == 2 && line.at("/outcomes/failed").asInt() == 1);
  }

  @Test
  void who_may_not_read_the_outcomes_sees_how_many_are_done() throws IOException {
    var stack = new PlayedStack().plays("ConnectMany", scene(1)).progresses(new Progress(3, 3, 0));
    Run run = Run.with(stack, "connect-many", file(), "--yes");

    assertThat(run.out()).contains("3 of 3 done, 0 running");
  }

  private String file() throws IOException {
    Path file = folder.resolve("lab.csv");
    return Files.writeString(file, "bucket\nlab-one\nlab-two\nlab-three\n").toString();
  }

  private static PlayedStack many() {
    return new PlayedStack()
        .plays("ConnectMany", scene(4))
        .progresses(
            new Progress(3, 0, 3),
            new Progress(3, 1, 2),
            new Progress(3, 2, 1),
            new Progress(3, 3, 0))
        .leaves(Map.of("0", Json.parse(CONNECTED.formatted("lab-one"))))
        .leaves(
            Map.of(
                "1",
                Json.parse(
                    "{\"request\": {\"bucket\": \"lab-two\"}, \"error\": \"States.TaskFailed\", \"cause\": \"\"}")))
        .leaves(Map.of("2", Json.parse(CONNECTED.formatted("lab-three"))))
        .leaves(
            Json.parse(
                """
                {"bucket": "lab-two", "status": "FAILED", "reason": "BUCKET_MISSING",
                 "message": "BUCKET_MISSING: There is no bucket named lab-two. Remedy: Correct the name."}
                """),
            Json.parse("{\"bucket\": \"lab-one\", \"status\": \"CONNECTED\"}"));
  }

  private static final String CONNECTED =
      "{\"request\": {\"bucket\": \"%s\"}, \"answer\": {\"status\": \"CONNECTED\", \"changed\": true}}";

  private static Look[] scene(int seconds) {
    return new Scene()
        .enters("Task", "Read the manifest")
        .leaves("Task", "Read the manifest")
        .enters("Map", "Connect each bucket")
        .runs("arn:run")
        .seenFor(seconds)
        .leaves("Map", "Connect each bucket")
        .enters("Task", "Sum up")
        .ends(
            Json.parse(
                """
                {"asked": 3, "connected": 2, "unchanged": 0, "planned": 0, "failed": 1, "unreported": 0,
                 "failedByReason": {"BUCKET_MISSING": 1}, "results": "s3://runs/connect-many/1/results.jsonl"}
                """));
  }

  /** What stays on a terminal: what was written over is gone. */
  private static String left(String terminal) {
    return AskingTextTest.plain(
        terminal.replaceAll("\r[^\n]*?(?=\r)", "").replaceAll("\r?\u001b\\[(K|\\?7.)", ""));
  }
}
