package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.execution.Look;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --yes} nobody is asked, and what is done is what was shown all the same. */
class WithoutAQuestionTest {
  private static final String PLANS = "Connect {\"bucket\":\"lab-genomics\",\"mode\":\"plan\"}";
  private static final String APPLIES =
      "Connect {\"bucket\":\"lab-genomics\",\"expectedPlan\":\"cors=%s\",\"mode\":\"apply\"}"
          .formatted("a".repeat(64));

  @TempDir private Path folder;

  private static PlayedStack stack() {
    return ConnectionsTextTest.stack()
        .plays("Connect", Scene.answers("plan.json"))
        .plays("Connect", Scene.answers("connected.json"))
        .plays("Rotate", Scene.answers("rotated.json"))
        .plays("Audit", Scene.answers("audited.json"))
        .plays("DisconnectAll", new Scene().ends(Json.parse("{\"disconnected\": 2}")));
  }

  private static PlayedStack planned(PlayedStack stack) {
    return stack.plays("Disconnect", Scene.answers("disconnect-plan.json"));
  }

  private static PlayedStack disconnected(PlayedStack stack) {
    return stack.plays("Disconnect", Scene.answers("disconnected.json"));
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(List.of("connect", "lab-genomics"), "+ CORS rule", "CONNECTED"),
        Arguments.of(List.of("disconnect", "lab-genomics"), "- CORS rule", "DISCONNECTED"),
        Arguments.of(List.of("rotate", "lab-genomics"), "- access key AKIAONE", "ROTATED"),
        Arguments.of(List.of("audit", "--repair"), "IAM policy ica-bucket-lab", "looked at"),
        Arguments.of(List.of("disconnect-all"), "- lab-genomics", "2 disconnected"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void what_is_done_is_shown_first(List<String> command, String shown, String done) {
    Run run = with(disconnected(planned(stack())), command, "--yes");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsSubsequence(shown, done).doesNotContain("[y/N]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void with_quiet_the_result_alone_is_printed(List<String> command, String shown, String done) {
    Run run = with(disconnected(stack()), command, "--yes", "--quiet");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains(done).doesNotContain(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--output text", "--quiet", "--output json", "--output ndjson", "--prefix a/"})
  void what_a_connect_plans_is_what_it_may_write(String options) {
    var stack = stack();
    Run run = with(stack, List.of("connect", "lab-genomics", "--yes"), options.split(" "));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(stack.asked().stream().map(each -> each.replace("\"prefix\":\"a/\",", "")))
        .containsExactly(PLANS, APPLIES);
  }

  @Test
  void programs_get_the_answer_alone_or_the_plan_before_it() {
    var answer = Scene.answer("connected.json");
    var json = with(stack(), List.of("connect", "lab-genomics", "--yes"), "--output", "json");
    var lines = with(stack(), List.of("connect", "lab-genomics", "--yes"), "--output", "ndjson");

    assertThat(json.json()).isEqualTo(answer);
    var told =
        lines
            .out()
            .lines()
            .map(Json::parse)
            .filter(line -> line.has("status"))
            .map(line -> line.path("type").asText() + " " + line.path("status").asText());
    assertThat(told).containsExactly("plan PLANNED", "outcome CONNECTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "ndjson"})
  void where_the_plan_fails_nothing_is_applied(String format) {
    var stack = new PlayedStack().plays("Connect", Scene.answers("failed.json"));
    Run run = Run.with(stack, "connect", "lab-genomics", "--yes", "--output", format);

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out()).contains("FAILED");
    assertThat(stack.asked()).containsExactly(PLANS);
  }

  /** The access key goes first, so a bucket that cannot be read must not keep it alive. */
  @Test
  void a_disconnect_goes_on_where_its_plan_fails() {
    var stack =
        new PlayedStack()
            .plays("Disconnect", Scene.answers("failed.json"))
            .plays("Disconnect", Scene.answers("disconnected.json"));
    Run run = Run.with(stack, "disconnect", "lab-genomics", "--yes");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("lab-genomics: FAILED\n").endsWith(": DISCONNECTED\n");
  }

  @Test
  void what_fails_as_its_plan_did_is_said_once() {
    var stack =
        new PlayedStack()
            .plays("Disconnect", Scene.answers("failed.json"))
            .plays("Disconnect", Scene.answers("failed.json"));
    Run run = Run.with(stack, "disconnect", "lab-genomics", "--yes");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out()).containsOnlyOnce("The connection does not work: put-object");
    assertThat(stack.asked()).hasSize(2);
  }

  @Test
  void a_request_that_is_not_valid_is_sent_once_and_refused_once() {
    var outcome = Json.MAPPER.createObjectNode().put("bucket", "Bad_Name").put("status", "FAILED");
    outcome
        .putObject("failure")
        .put("error", "icaconnect.failure.InvalidRequest")
        .put("message", "bucket is no name of a bucket");
    var stack = new PlayedStack();
    stack.plays("Disconnect", new Scene().ends(outcome));
    stack.plays("Disconnect", new Scene().ends(outcome));
    Run run = Run.with(stack, "disconnect", "Bad_Name", "--yes");

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.out()).containsOnlyOnce("bucket is no name of a bucket");
    assertThat(stack.asked()).hasSize(1);
  }

  @Test
  void where_the_bucket_has_changed_since_the_difference_is_shown() {
    var stack =
        new PlayedStack()
            .plays("Connect", Scene.answers("plan.json"))
            .plays("Connect", changed())
            .plays("Connect", other());
    Run run = Run.with(stack, "connect", "lab-genomics", "--yes");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .containsSubsequence("PLAN_CHANGED", "+++ cors, to be written now", "\"DELETE\"");
    assertThat(stack.asked()).containsExactly(PLANS, APPLIES, PLANS);
  }

  @Test
  void a_plan_of_a_file_is_not_applied_where_it_shows_another_one() throws IOException {
    Path file = folder.resolve("plan.json");
    Run.with(stack(), "plan", "lab-genomics", "--out", file.toString());
    var stack = new PlayedStack().plays("Connect", other());
    Run run = Run.with(stack, "connect", "--plan", file.toString(), "--yes");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("+++ cors, to be written now");
    assertThat(run.err()).contains("PLAN_CHANGED");
    assertThat(stack.asked()).containsExactly(PLANS);
  }

  /** A plan that has been carried out may be sent again. */
  @ParameterizedTest
  @ValueSource(strings = {"--output text", "--quiet", "--output json"})
  void a_plan_of_a_file_is_carried_out_again(String options) throws IOException {
    Path file = folder.resolve("plan.json");
    Run.with(stack(), "plan", "lab-genomics", "--out", file.toString());
    var stack = new PlayedStack();
    if (options.equals("--output text")) {
      stack.plays("Connect", nothing());
    }
    stack.plays("Connect", Scene.answers("connected.json"));
    var again = List.of("connect", "--plan", file.toString(), "--yes");
    Run run = with(stack, again, options.split(" "));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(stack.asked()).endsWith(APPLIES);
  }

  /** Less than the file's may be shown, and then no more than that is written. */
  @Test
  void who_is_asked_agrees_to_what_is_shown_and_not_to_all_of_the_file() throws IOException {
    Path file = folder.resolve("plan.json");
    Run.with(stack(), "plan", "lab-genomics", "--out", file.toString());
    var stack =
        new PlayedStack()
            .plays("Connect", nothing())
            .plays("Connect", Scene.answers("connected.json"));
    Run run = Run.answering(List.of("y"), stack, "connect", "--plan", file.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(stack.asked()).containsExactly(PLANS, APPLIES.replace("cors=" + "a".repeat(64), ""));
  }

  /** Who may start the workflow and read nothing else can still do it. */
  @ParameterizedTest
  @ValueSource(strings = {"audit --repair", "rotate lab-nowhere"})
  void nothing_is_looked_up_where_nothing_is_shown(String words) {
    var command = List.of(words.split(" "));
    for (String options : List.of("--quiet", "--output json", "--output ndjson")) {
      var stack = stack().withDeniedRegistry();
      Run run = with(stack, command, ("--yes " + options).split(" "));

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(stack.asked()).hasSize(1);
    }
    var stack = stack().withDeniedRegistry();
    assertThat(with(stack, command, "--yes").code()).isEqualTo(7);
    assertThat(stack.asked()).isEmpty();
  }

  /** Its workflow also looks for users whose record is lost. */
  @Test
  void every_bucket_of_none_is_disconnected_by_the_workflow() {
    var stack =
        new PlayedStack()
            .plays("DisconnectAll", new Scene().ends(Json.parse("{\"disconnected\": 0}")));

    assertThat(Run.with(stack, "disconnect-all", "--yes").out())
        .startsWith("Nothing is connected.\n")
        .endsWith("0 disconnected\n");
    assertThat(stack.asked()).hasSize(1);
  }

  @Test
  void the_buckets_of_a_file_are_named() throws IOException {
    Path file = Files.writeString(folder.resolve("lab.csv"), "bucket\nlab-one\n");
    var outcome = Json.parse("{\"asked\": 1, \"connected\": 1, \"results\": \"s3://runs/r\"}");
    var stack = new PlayedStack().plays("ConnectMany", new Scene().ends(outcome));

    assertThat(Run.with(stack, "connect-many", file.toString(), "--yes").out())
        .startsWith("Connecting would ask for 1 bucket, 10 at a time:\n  + lab-one\n");
  }

  /** The workflow has found the bucket otherwise than it was planned. */
  private static Look[] changed() {
    ObjectNode outcome =
        Json.MAPPER.createObjectNode().put("bucket", "lab-genomics").put("status", "FAILED");
    outcome
        .putObject("failure")
        .put("error", "icaconnect.failure.Refused")
        .put("code", "PLAN_CHANGED")
        .put("message", "PLAN_CHANGED: What the step cors looks at has changed since the plan.");
    return new Scene().ends(outcome);
  }

  /** The plan of a bucket in which all of it is there already. */
  private static Look[] nothing() {
    ObjectNode planned = Scene.answer("plan.json").deepCopy();
    return new Scene().ends(planned.put("expectedPlan", "").set("steps", Json.parse("[]")));
  }

  private static Look[] other() {
    String planned = Scene.answer("plan.json").toString();
    return new Scene()
        .ends(Json.parse(planned.replace("\"PUT\"", "\"DELETE\"").replace("cors=a", "cors=b")));
  }

  private static Run with(PlayedStack stack, List<String> command, String... options) {
    return Run.with(
        stack, Stream.concat(command.stream(), Stream.of(options)).toArray(String[]::new));
  }
}
