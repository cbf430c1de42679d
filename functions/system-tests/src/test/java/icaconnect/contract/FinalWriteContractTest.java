package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The last writes of an execution, played through the definitions' own conditions and expressions:
 * one whose answer is lost has been made, and one that comes too late changes nothing.
 */
class FinalWriteContractTest {
  private static final String ME = "arn:me";
  private static final String OTHER = "arn:other";
  private static final String LOST = "icaconnect.failure.LeaseLost";
  private static final String REFUSED = "DynamoDB.ConditionalCheckFailedException";
  private static final String DENIED = "DynamoDB.AmazonDynamoDBException";
  private static final long FENCE = 7;

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
    var walk = new Walk(workflow, held());

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
    var walk = new Walk(workflow, held());
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
      var walk = new Walk(workflow, others);

      assertThat(walk.repeats(state)).isEqualTo("Word the failure");
      assertThat(walk.failure()).isEqualTo(LOST);
      assertThat(walk.goesOn("Is there a record to write?")).isEqualTo(end);
      assertThat(walk.writes("Record the failure and release")).isFalse();
      assertThat(walk.item).isEqualTo(others);
    }
  }

  /** A ghost: another has disconnected the bucket meanwhile. */
  @Test
  void a_record_that_is_gone_is_not_made_again() {
    var walk = new Walk("connect", Map.of());

    assertThat(walk.repeats("Record and release")).isEqualTo("Word the failure");
    assertThat(walk.failure()).isEqualTo(LOST);
    assertThat(walk.writes("Record the failure and release")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"connect", "disconnect"})
  void what_was_never_begun_is_forgotten_once(String workflow) {
    var walk = new Walk(workflow, held());
    walk.item.keySet().retainAll(Set.of("bucket", "leaseOwner", "leaseExpires", "fence"));

    assertThat(walk.writes("Forget what was never begun")).isTrue();
    assertThat(walk.repeats("Forget what was never begun"))
        .isEqualTo("Record the failure and release");
    assertThat(walk.writes("Record the failure and release")).isFalse();
    assertThat(walk.item).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Take back what was added",
        "{'wish': {'S': '{}'}, 'history': {'S': '[]'}} | Go back to the last good request"
      },
      quoteCharacter = '~')
  void a_connection_that_cannot_be_recorded_is_taken_back(String record, String next) {
    var walk = new Walk("connect", held());
    walk.variables.put("record", Json.parse(record.replace('\'', '"')));

    assertThat(walk.fails("Record and release", DENIED)).isEqualTo(next);
    assertThat(walk.failure()).isEqualTo(DENIED);
  }

  /** And where nobody can look: whose lease it is, what follows asks anew. */
  @Test
  void a_write_of_which_nothing_is_known_is_taken_back() {
    JsonNode look = Definition.of("connect").state("Has it been recorded?");

    assertThat(look.at("/Catch/0/Next").asText()).isEqualTo("What is to be undone?");
    assertThat(look.at("/Arguments/ConsistentRead").asBoolean()).isTrue();
  }

  /**
   * @param handedOn the fence of a nested execution, -1 where that has forgotten the record
   */
  @ParameterizedTest
  @CsvSource({
    "0, held, true",
    "0, taken, false",
    "0, released, false",
    "0, gone, false",
    "8, held, true",
    "8, taken, false",
    "8, released, true",
    "8, released twice, false",
    "8, gone, true",
    "-1, gone, true",
    "-1, taken, false",
    "-1, released, false"
  })
  void a_failure_is_recorded_by_who_has_the_lease_or_has_handed_it_on(
      long handedOn, String item, boolean written) {
    var walk =
        new Walk(
            "connect",
            switch (item) {
              case "held" -> held();
              case "taken" -> taken();
              case "gone" -> Map.of();
              default -> released();
            });
    if (item.equals("released twice")) {
      walk.item.put("fence", FENCE + 2);
    }
    walk.variables.put("handedOn", Json.tree(handedOn));

    assertThat(walk.writes("Record the failure and release")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "States.TaskFailed, icaconnect.failure.Refused, 8",
    "States.TaskFailed, icaconnect.failure.LeaseLost, 0",
    "StepFunctions.AccessDeniedException, '', 0"
  })
  void a_lease_is_handed_on_to_an_execution_that_had_it(String error, String cause, long handedOn) {
    var connect = Definition.of("connect");
    var states = Json.tree(Map.of("errorOutput", Map.of("Error", error, "Cause", cause)));
    var lease = Json.tree(Map.of("fence", FENCE));
    for (String nested : List.of("Go back to the last good request", "Take back what was added")) {
      assertThat(
              Definition.evaluate(
                      connect.state(nested).at("/Catch/0/Assign/handedOn"),
                      Map.of("states", states, "lease", lease))
                  .asLong())
          .isEqualTo(handedOn);
    }
    assertThat(connect.state("Take back what was added").at("/Assign/handedOn").asLong())
        .isEqualTo(-1);
  }

  /** So that a write that is added says what a lost answer of it does. */
  @Test
  void decision_1903_has_every_write_of_the_workflows() throws IOException {
    var row = Pattern.compile("\\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\|");
    var documented = new TreeSet<String>();
    row.matcher(Checkout.text("docs/decisions/1903-calls-that-create.md"))
        .results()
        .forEach(one -> {
          for (String state : one.group(2).split(";")) {
            documented.add(one.group(1) + ": " + state.strip());
          }
        });
    var written = new TreeSet<String>();
    try (var files = Files.list(Checkout.file("statemachine"))) {
      files.forEach(file -> {
        String name = file.getFileName().toString().replace(".asl.json", "");
        States.of(Json.parse(Checkout.text("statemachine/" + name + ".asl.json"))).stream()
            .filter(state ->
                state
                    .state()
                    .path("Resource")
                    .asText()
                    .matches(".*dynamodb:(put|update|delete|transactWrite|batchWrite).*"))
            .forEach(state -> written.add(name + ": " + state.name()));
      });
    }
    assertThat(documented).isEqualTo(written);
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

  /** An execution and the registry's item of its bucket, which is empty when there is none. */
  private static final class Walk {
    private static final Pattern SET = Pattern.compile("#?(\\w+) = (:\\w+)");

    private final Definition definition;
    private final Map<String, JsonNode> variables = new HashMap<>();
    private Map<String, Object> item;

    Walk(String workflow, Map<String, Object> item) {
      this.definition = Definition.of(workflow);
      this.item = new TreeMap<>(item);
      variables.putAll(
          Map.of(
              "me", Json.tree(ME),
              "request", Json.parse("{\"bucket\": \"lab\"}"),
              "lease", Json.tree(Map.of("owner", ME, "fence", FENCE)),
              "facts", Json.parse("{\"region\": \"us-east-1\"}"),
              "reports", Json.parse("[]"),
              "checks", Json.parse("[]"),
              "record", Json.parse("{}"),
              "journal", Json.parse("{\"cors\": \"began\"}"),
              "rotation", Json.parse("{\"accessKeyId\": \"AKIAEXAMPLE\"}")));
      variables.put("handedOn", Json.tree(0));
      variables.put("stateAfterFailure", Json.tree("FAILED"));
      variables.put("traces", Json.tree(true));
      variables.put("untouched", Json.tree(false));
      variables.put("restoring", Json.tree(false));
      variables.put("nested", Json.tree(false));
      variables.put("owner", Json.tree(""));
      variables.put("outcome", Json.parse("{\"failure\": {}}"));
      variables.put("failure", Json.parse("{\"step\": \"verify\", \"error\": \"NotProven\"}"));
    }

    /** Whether the state's condition holds; then it is done. */
    boolean writes(String state) {
      JsonNode arguments = evaluated(definition.state(state).path("Arguments"));
      var values = new HashMap<String, Object>();
      arguments
          .path("ExpressionAttributeValues")
          .properties()
          .forEach(each -> values.put(each.getKey(), plain(each.getValue())));
      if (!Condition.holds(arguments.path("ConditionExpression").asText(), item, values)) {
        return false;
      }
      String update = arguments.path("UpdateExpression").asText();
      item = update.isEmpty() ? new TreeMap<>() : item;
      SET.matcher(update)
          .results()
          .forEach(each -> item.put(each.group(1), values.get(each.group(2))));
      if (update.contains("REMOVE ")) {
        item.keySet()
            .removeAll(List.of(update.substring(update.indexOf("REMOVE ") + 7).split(", ")));
      }
      return true;
    }

    /** Where the retrier leads that sends the same once more. */
    String repeats(String state) {
      return writes(state) ? definition.state(state).path("Next").asText() : fails(state, REFUSED);
    }

    String fails(String state, String error) {
      variables.put(
          "states", Json.tree(Map.of("errorOutput", Map.of("Error", error, "Cause", "no."))));
      for (JsonNode each : definition.state(state).path("Catch")) {
        String caught = each.at("/ErrorEquals/0").asText();
        if (caught.equals(error) || caught.equals("States.ALL")) {
          assign(each.path("Assign"));
          return goesOn(each.path("Next").asText());
        }
      }
      throw new AssertionError(error + " is not caught by " + state);
    }

    /** Looks at the registry and chooses, until there is something else to do. */
    String goesOn(String name) {
      JsonNode state = definition.state(name);
      if (state.path("Resource").asText().endsWith("dynamodb:getItem")) {
        var found = new TreeMap<String, Object>();
        item.forEach((key, value) ->
            found.put(key, Map.of(value instanceof Long ? "N" : "S", value.toString())));
        variables.put(
            "states",
            Json.tree(Map.of("result", item.isEmpty() ? Map.of() : Map.of("Item", found))));
        assign(state.path("Assign"));
        return goesOn(state.path("Next").asText());
      }
      if (!state.path("Type").asText().equals("Choice") || name.endsWith("news?")) {
        return name;
      }
      for (JsonNode each : state.path("Choices")) {
        if (evaluated(each.path("Condition")).asBoolean()) {
          return goesOn(each.path("Next").asText());
        }
      }
      return goesOn(state.path("Default").asText());
    }

    String failure() {
      return variables.get("failure").path("error").asText();
    }

    private void assign(JsonNode assign) {
      evaluated(assign).properties().forEach(each -> variables.put(each.getKey(), each.getValue()));
    }

    private JsonNode evaluated(JsonNode template) {
      return Definition.evaluate(template, variables);
    }

    private static Object plain(JsonNode value) {
      return value.has("N") ? (Object) value.path("N").asLong() : value.path("S").asText();
    }
  }
}
