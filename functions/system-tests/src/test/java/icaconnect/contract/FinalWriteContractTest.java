package icaconnect.contract;

import static icaconnect.contract.RegistryWalk.FENCE;
import static icaconnect.contract.RegistryWalk.ME;
import static icaconnect.contract.RegistryWalk.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last writes of an execution, played through the definitions' own conditions and expressions:
 * one whose answer is lost has been made, and one that comes too late changes nothing.
 */
class FinalWriteContractTest {
  private static final String CONNECTED =
      "[{\"execution\": \"arn:other\", \"status\": \"CONNECTED\"}]";
  private static final String LOST = "icaconnect.failure.LeaseLost";
  private static final String DENIED = "DynamoDB.AmazonDynamoDBException";

  @ParameterizedTest
  @CsvSource({
    "connect, Record and release, Is the connection news?",
    "disconnect, Forget the connection, Is the end news?",
    "rotate, Record and release, Announce the rotation",
    "rotate, Leave it as it is, Nothing to rotate",
    "rotate, Release while a person works, Tell people",
    "rotate, Release while the old key rests, Let the old key rest"
  })
  void a_write_whose_answer_is_lost_has_been_made(String workflow, String state, String next) {
    var walk = new RegistryWalk(workflow, held());

    assertThat(walk.writes(state)).isTrue();
    assertThat(walk.item).isNotEqualTo(held());
    assertThat(walk.repeats(state)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "connect, Record and release, Is the connection news?",
    "rotate, Record and release, Announce the rotation"
  })
  void it_has_been_made_also_where_another_holds_the_bucket_since(
      String workflow, String state, String next) {
    var walk = new RegistryWalk(workflow, held());
    walk.writes(state);
    walk.item.putAll(Map.of("leaseOwner", OTHER, "fence", FENCE + 1));
    var others = new TreeMap<>(walk.item);

    assertThat(walk.repeats(state)).isEqualTo(next);
    assertThat(walk.item).isEqualTo(others);
  }

  @ParameterizedTest
  @CsvSource({
    "connect, Record and release, Is the failure news?",
    "disconnect, Forget the connection, Is the failure news?",
    "rotate, Record and release, Failed"
  })
  void a_write_that_comes_too_late_is_lost_and_so_is_the_failures(
      String workflow, String state, String end) {
    for (var others : List.of(taken(), released())) {
      var walk = new RegistryWalk(workflow, others);

      assertThat(walk.repeats(state)).isEqualTo("Word the failure");
      assertThat(walk.failure()).isEqualTo(LOST);
      assertThat(walk.goesOn("Is there a record to write?")).isEqualTo(end);
      assertThat(walk.writes("Record the failure and release")).isFalse();
      assertThat(walk.item).isEqualTo(others);
    }
  }

  /**
   * The attack: whoever may write one journal puts more there than Step Functions takes. By then
   * the lease is taken, and the same error would end every request of that bucket.
   */
  @ParameterizedTest
  @CsvSource({
    "connect, Is the failure news?",
    "disconnect, Is the failure news?",
    "rotate, Record the failure and release"
  })
  void a_lease_on_a_record_that_cannot_be_read_is_given_back(String workflow, String end) {
    var walk = new RegistryWalk(workflow, released()).with("lease", Json.parse("null"));
    walk.item.put("leaseOwner", ME);

    assertThat(walk.fails("Take the lease", "States.DataLimitExceeded"))
        .isEqualTo("Give the lease back");
    assertThat(walk.writes("Give the lease back")).isTrue();
    var left = new TreeMap<String, Object>(released());
    if (workflow.equals("disconnect")) {
      left.put("state", "DEGRADED");
    }
    assertThat(walk.item).isEqualTo(left);
    assertThat(walk.repeats("Give the lease back")).isEqualTo("Word the failure");
    assertThat(walk.failure()).isEqualTo("RecordTooLarge");
    assertThat(walk.goesOn("Is there a record to write?")).isEqualTo(end);
    assertThat(walk.fails("Who holds the lease?", "States.DataLimitExceeded"))
        .as("no wait for what cannot be read")
        .isEqualTo("Word the failure");
  }

  /** The attack: just as much as can be read, so that the first function's input is too large. */
  @ParameterizedTest
  @CsvSource({
    "connect, Is the failure news?",
    "disconnect, Is the failure news?",
    "rotate, Record the failure and release"
  })
  void a_lease_on_a_record_that_no_function_can_be_given_is_given_back(
      String workflow, String end) {
    for (String much : List.of("x".repeat(240_000), "é".repeat(60_000), "\"".repeat(120_000))) {
      var walk = new RegistryWalk(workflow, released());
      walk.item.remove("rotator");
      walk.item.put("findings", much);

      assertThat(walk.goesOn(walk.takesTheLease())).isEqualTo("Give the lease back");
      assertThat(walk.writes("Give the lease back")).isTrue();
      assertThat(walk.item).doesNotContainKeys("leaseOwner", "leaseExpires");
      assertThat(walk.repeats("Give the lease back")).isEqualTo("Word the failure");
      assertThat(walk.failure()).isEqualTo("RecordTooLarge");
      assertThat(walk.goesOn("Is there a record to write?")).isEqualTo(end);
    }
    var walk = new RegistryWalk(workflow, released());
    walk.item.remove("rotator");
    walk.item.put("findings", "x".repeat(230_000));
    assertThat(walk.goesOn(walk.takesTheLease())).isEqualTo("Inspect the bucket");
  }

  /** Whose record just could be carried to a failure has it taken back. */
  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void who_undoes_is_not_refused_a_record_that_has_grown_meanwhile(String workflow) {
    var walk = new RegistryWalk(workflow, released());
    walk.item.put("findings", "x".repeat(236_000));
    String next = walk.takesTheLease();
    walk.with("restoring", true).with("nested", true);

    assertThat(walk.goesOn(next)).isEqualTo("Inspect the bucket");
  }

  /** An old request that a newer version refuses: the key is rotated by nobody, and told. */
  @Test
  void a_rotation_whose_request_is_refused_under_its_lease_releases_it() {
    var walk =
        new RegistryWalk("rotate", released())
            .with(
                "failure",
                Json.parse(
                    "{\"step\": \"inspect\", \"error\": \"icaconnect.failure.InvalidRequest\"}"));

    assertThat(walk.goesOn("Is there a record to write?"))
        .isEqualTo("Record the failure and release");
    assertThat(walk.with("lease", Json.parse("null")).goesOn("Is there a record to write?"))
        .isEqualTo("Failed");
  }

  /** A ghost: another has disconnected the bucket meanwhile. */
  @Test
  void a_record_that_is_gone_is_not_made_again() {
    var walk = new RegistryWalk("connect", Map.of());

    assertThat(walk.repeats("Record and release")).isEqualTo("Word the failure");
    assertThat(walk.failure()).isEqualTo(LOST);
    assertThat(walk.writes("Record the failure and release")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"connect", "disconnect"})
  void what_was_never_begun_is_forgotten_once(String workflow) {
    var walk = new RegistryWalk(workflow, held());
    walk.item.keySet().retainAll(Set.of("bucket", "leaseOwner", "leaseExpires", "fence"));

    assertThat(walk.writes("Forget what was never begun")).isTrue();
    assertThat(walk.repeats("Forget what was never begun"))
        .isEqualTo("Record the failure and release");
    assertThat(walk.writes("Record the failure and release")).isFalse();
    assertThat(walk.item).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, Take back what was added", "true, Go back to the last good request"})
  void a_connection_that_cannot_be_recorded_is_taken_back(boolean wasGood, String next) {
    var walk = new RegistryWalk("connect", held());
    if (!wasGood) {
      walk.item.keySet().removeAll(Set.of("wish", "history"));
    }

    assertThat(walk.fails("Record and release", DENIED)).isEqualTo(next);
    assertThat(walk.failure()).isEqualTo(DENIED);
  }

  /** And where nobody can look: whose lease it is, what follows asks anew. */
  @Test
  void a_write_of_which_nothing_is_known_is_taken_back_once() {
    var walk = new RegistryWalk("connect", held());
    JsonNode look = Definition.of("connect").state("Has it been recorded?");

    assertThat(look.at("/Arguments/ConsistentRead").asBoolean()).isTrue();
    assertThat(walk.fails("Has it been recorded?", DENIED)).isEqualTo("Take back what was added");
    walk.with("handedOn", true);
    assertThat(walk.fails("Has it been recorded?", DENIED)).isEqualTo("Word the failure");
  }

  /** It had been recorded after all, so nothing could be taken back. */
  @Test
  void what_can_be_seen_only_after_an_attempt_to_take_it_back_is_connected_still() {
    var walk = new RegistryWalk("connect", held());
    assertThat(walk.writes("Record and release")).isTrue();
    walk.with("failure", Json.parse("{\"step\": \"record\", \"error\": \"" + DENIED + "\"}"));

    assertThat(walk.with("handedOn", true).goesOn("Has it been recorded?"))
        .isEqualTo("Is the connection news?");
  }

  /** Two keys never linger silently. */
  @ParameterizedTest
  @CsvSource({"start, Failed", "rested, Record the failure and release"})
  void a_rotation_that_waits_in_vain_tells_when_there_are_two_keys(String resume, String next) {
    var walk = new RegistryWalk("rotate", taken()).with("resume", resume);
    walk.with("failure", Json.parse("{\"step\": \"lease\", \"error\": \"LeaseHeld\"}"));

    assertThat(walk.goesOn("Is there a record to write?")).isEqualTo(next);
    assertThat(walk.repeats("Record the failure and release")).isEqualTo("Announce the failure");
  }

  /** Whoever connected the bucket while the old key rested is in it. */
  @Test
  void a_rotations_failure_never_writes_over_a_history_that_has_grown() {
    var walk = new RegistryWalk("rotate", held());
    walk.item.keySet().removeAll(Set.of("leaseOwner", "leaseExpires"));
    walk.with("record", Json.parse("{\"history\": {\"S\": \"[]\"}}"));
    walk.item.put("history", CONNECTED);

    assertThat(walk.writes("Record the failure and release")).isFalse();
    assertThat(walk.item.get("history")).isEqualTo(CONNECTED);

    walk.with("record", Json.tree(Map.of("history", Map.of("S", CONNECTED))));
    assertThat(walk.writes("Record the failure and release")).isTrue();
    assertThat(walk.item.get("history").toString()).contains(OTHER, ME);
  }

  @Test
  void that_nobody_has_answered_is_recorded_with_what_others_did_meanwhile() {
    var walk = new RegistryWalk("rotate", held());
    walk.item.keySet().removeAll(Set.of("leaseOwner", "leaseExpires"));
    walk.item.putAll(Map.of("fence", FENCE + 1, "history", CONNECTED));

    assertThat(walk.fails("Wait for a person", "States.Timeout")).isEqualTo("Take the lease");
    assertThat(walk.goesOn(walk.takesTheLease())).isEqualTo("Word the failure");
    assertThat(walk.failure()).isEqualTo("NobodyAnswered");
    assertThat(walk.writes("Record the failure and release")).isTrue();
    assertThat(walk.item.get("history").toString()).contains(OTHER, ME);
    assertThat(walk.item).doesNotContainKeys("leaseOwner", "rotator");
  }

  /** So that a write that is added says what a lost answer of it does. */
  @Test
  void decision_1903_has_every_write_of_the_workflows() throws IOException {
    assertThat(documented("\\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\|"))
        .isEqualTo(
            states(state ->
                state
                    .path("Resource")
                    .asText()
                    .matches(".*dynamodb:(put|update|delete|transactWrite|batchWrite).*")));
  }

  /** And one of the history, how it knows that it writes over nothing. */
  @Test
  void decision_1903_has_every_write_of_a_history() throws IOException {
    assertThat(documented("\\| ([a-z-]+): ([^|]+) \\|"))
        .isEqualTo(
            states(
                state -> state.at("/Arguments/UpdateExpression").asText().contains("history =")));
  }

  private static Set<String> documented(String row) {
    var documented = new TreeSet<String>();
    Pattern.compile(row)
        .matcher(Checkout.text("docs/decisions/1903-calls-that-create.md"))
        .results()
        .forEach(one -> {
          for (String state : one.group(2).split(";")) {
            documented.add(one.group(1) + ": " + state.strip());
          }
        });
    return documented;
  }

  private static Set<String> states(Predicate<JsonNode> wanted) throws IOException {
    var found = new TreeSet<String>();
    try (var files = Files.list(Checkout.file("statemachine"))) {
      files.forEach(file -> {
        String name = file.getFileName().toString().replace(".asl.json", "");
        States.of(Json.parse(Checkout.text("statemachine/" + name + ".asl.json"))).stream()
            .filter(state -> wanted.test(state.state()))
            .forEach(state -> found.add(name + ": " + state.name()));
      });
    }
    return found;
  }

  private static Map<String, Object> held() {
    var item = new TreeMap<String, Object>();
    item.put("bucket", "lab");
    item.put("leaseOwner", ME);
    item.put("leaseExpires", 1L);
    item.put("fence", FENCE);
    item.put("rotator", ME);
    item.put("wish", "{}");
    item.put("history", "[]");
    return item;
  }

  /** By another execution, after this one's lease had run out. */
  private static Map<String, Object> taken() {
    var item = held();
    item.putAll(Map.of("leaseOwner", OTHER, "fence", FENCE + 1, "rotator", OTHER));
    return item;
  }

  private static Map<String, Object> released() {
    var item = taken();
    item.keySet().removeAll(Set.of("leaseOwner", "leaseExpires"));
    item.put(
        "history",
        "[{\"execution\": \"arn:other\", \"status\": \"CONNECTED\"}, {\"execution\": \"arn:me\", \"status\": \"FAILED\"}]");
    return item;
  }
}
