package icaconnect.contract;

import static icaconnect.contract.RegistryWalk.FENCE;
import static icaconnect.contract.RegistryWalk.ME;
import static icaconnect.contract.RegistryWalk.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A failed connect has another execution undo what it did, and hands its lease on to it: that one
 * is started once, and the failure is recorded beside what it has recorded itself, however it
 * ended.
 */
class HandedOnLeaseContractTest {
  private static final String UNDOING = "arn:undoing";
  private static final String ITS_HISTORY =
      "[{\"execution\": \"arn:undoing\", \"status\": \"FAILED\"}]";

  /** What it can leave, and whether the failure is recorded after going and after taking back. */
  @ParameterizedTest
  @CsvSource({
    "never begun, true, true",
    "released, true, true",
    "dead with the lease, true, true",
    "gone, false, true",
    "taken by another, false, false",
    "another's since, false, false",
    "another's before, false, false",
    "made anew, false, false",
    "rebuilt, false, false"
  })
  void a_failure_is_recorded_beside_what_was_left(
      String left, boolean afterGoingBack, boolean afterTakingBack) {
    for (boolean back : new boolean[] {true, false}) {
      var walk = new RegistryWalk("connect", left(left));
      walk.with("record", Json.parse(back ? "{\"wish\": {\"S\": \"{}\"}}" : "{}"));
      var before = new TreeMap<>(walk.item);

      assertThat(walk.with("handedOn", true).with("ended", true).goesOn("Has it been recorded?"))
          .isEqualTo("Word the failure");
      boolean written =
          walk.goesOn("Is there a record to write?").equals("Record the failure and release")
              && walk.writes("Record the failure and release");

      assertThat(written).isEqualTo(back ? afterGoingBack : afterTakingBack);
      if (!written) {
        assertThat(walk.item).isEqualTo(before);
        continue;
      }
      assertThat(walk.item.get("history").toString()).contains(ME);
      if (before.containsKey("history")) {
        assertThat(walk.item.get("history").toString()).contains(UNDOING);
      }
      assertThat(walk.item.containsKey("leaseOwner")).isEqualTo(left.startsWith("dead"));
    }
  }

  /** It may be at work yet, and its own last write would not know of ours. */
  @Test
  void nothing_is_written_beside_one_that_may_not_have_ended() {
    for (String start : List.of("Go back to the last good request", "Take back what was added")) {
      var walk = new RegistryWalk("connect", left("dead with the lease"));
      var before = new TreeMap<>(walk.item);

      assertThat(walk.fails(start, "States.Timeout")).isEqualTo("Word the failure");

      assertThat(walk.goesOn("Is there a record to write?")).isEqualTo("Is the failure news?");
      assertThat(walk.item).isEqualTo(before);
    }
  }

  /**
   * It may outlive the one that it works for, and write last: then nothing else in the history
   * tells that somebody's connect has failed.
   */
  @ParameterizedTest
  @MethodSource("ends")
  void a_history_tells_of_a_failed_connect_whenever_it_stops_waiting(
      String moment, String workflow, String end) {
    var item = new TreeMap<String, Object>(Map.of("bucket", "lab", "leaseOwner", ME));
    item.putAll(
        Map.of("fence", FENCE, "wish", "{}", "history", "[{\"execution\": \"arn:before\"}]"));
    var parent = new RegistryWalk("connect", item);
    parent.with("record", Json.parse("{\"wish\": {\"S\": \"{}\"}}"));
    var child = new RegistryWalk(workflow, item).with("me", UNDOING).with("onBehalfOf", ME);
    child.with("holder", ME).with("restoring", true).with("nested", true);

    if (moment.equals("before it has begun")) {
      givesUp(parent, child);
    }
    boolean began = child.writes("Take the lease");
    if (began) {
      child.with("lease", Map.of("owner", UNDOING, "fence", FENCE + 1));
      child.with("record", Map.of("history", Map.of("S", child.item.get("history"))));
    }
    if (moment.equals("while it works")) {
      givesUp(parent, child);
    }
    assertThat(began && child.writes(end)).isEqualTo(began);
    if (moment.equals("when it has ended")) {
      givesUp(parent, child);
    }

    var history = Json.parse(child.item.get("history").toString());
    assertThat(history.findValuesAsText("execution"))
        .startsWith("arn:before")
        .doesNotHaveDuplicates();
    assertThat(history.findValuesAsText("at")).isSorted();
    assertThat(history.toString()).contains(ME);
    assertThat(history.findValuesAsText("onBehalfOf")).hasSize(began ? 1 : 0);
    assertThat(child.item).doesNotContainKey("leaseOwner");
  }

  private static Stream<Arguments> ends() {
    return Stream.of("before it has begun", "while it works", "when it has ended", "never")
        .flatMap(moment ->
            Stream.of(
                Arguments.of(moment, "connect", "Record and release"),
                Arguments.of(moment, "connect", "Record the failure and release"),
                Arguments.of(moment, "disconnect", "Record the failure and release")));
  }

  private static void givesUp(RegistryWalk parent, RegistryWalk child) {
    parent.item = child.item;
    parent.fails("Go back to the last good request", "States.Timeout");
    if (parent.goesOn("Is there a record to write?").startsWith("Record")) {
      parent.writes("Record the failure and release");
    }
    child.item = parent.item;
  }

  /** Only a disconnect forgets a record, and only when it is done. */
  @Test
  void a_record_that_is_gone_says_that_all_was_taken_back_and_keeps_its_history() {
    var walk = new RegistryWalk("connect", Map.of());
    walk.with(
        "record",
        Json.parse("{\"history\":{\"S\":\"[{\\\"execution\\\":\\\"arn:earlier\\\"}]\"}}"));

    walk.fails("Take back what was added", "StepFunctions.ExecutionAlreadyExistsException");

    assertThat(walk.writes("Record the failure and release")).isTrue();
    assertThat(walk.item.get("state")).isEqualTo("FAILED");
    assertThat(walk.item.get("history").toString()).contains("arn:earlier", ME);
  }

  /**
   * Or, after a lost answer, the second would find the lease held by the first and fail at once.
   */
  @ParameterizedTest
  @CsvSource({
    "connect, Go back to the last good request, Read the request",
    "connect, Take back what was added, Read the request",
    "audit, Repair ours, Read the entry"
  })
  void who_works_on_a_lease_of_another_is_started_once(
      String workflow, String start, String first) {
    var definition = Definition.of(workflow);
    String name = definition.state(start).at("/Arguments/Name").asText();

    assertThat(name).matches("\\{% \\$\\w+ %}");
    assertThat(
            definition
                .state(first)
                .path("Assign")
                .path(name.substring(4, name.length() - 3))
                .asText())
        .isEqualTo("{% $uuid() %}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "connect-many", "disconnect-all", "audit"})
  void an_execution_that_has_failed_is_not_started_again(String workflow) {
    var definition = Json.parse(Checkout.text("statemachine/" + workflow + ".asl.json"));
    assertThat(States.of(definition))
        .filteredOn(each -> each.state().path("Resource").asText().contains("startExecution.sync"))
        .isNotEmpty()
        .allSatisfy(each ->
            assertThat(each.state().path("Retry").findValues("ErrorEquals"))
                .flatExtracting(errors -> errors.valueStream().toList())
                .extracting(JsonNode::asText)
                .isNotEmpty()
                .allMatch(error -> error.startsWith("StepFunctions.")));
  }

  private static Map<String, Object> left(String what) {
    var item = new TreeMap<String, Object>();
    item.put("bucket", "lab");
    switch (what) {
      case "gone" -> item.clear();
      case "never begun" -> item.putAll(Map.of("leaseOwner", ME, "fence", FENCE));
      case "released" -> item.putAll(Map.of("fence", FENCE + 1, "history", ITS_HISTORY));
      case "dead with the lease" -> item.putAll(Map.of("leaseOwner", UNDOING, "fence", FENCE + 1));
      case "taken by another" ->
          item.putAll(Map.of("leaseOwner", OTHER, "fence", FENCE + 2, "history", ITS_HISTORY));
      case "another's since" -> item.putAll(Map.of("fence", FENCE + 2, "history", ITS_HISTORY));
      case "another's before" -> item.putAll(Map.of("fence", FENCE + 1, "history", "[]"));
      case "made anew" -> item.putAll(Map.of("leaseOwner", OTHER, "fence", 1L));
      default -> item.putAll(Map.of("fence", 0L));
    }
    return item;
  }
}
