package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who gets the lease, decided by the definitions' own expressions and, beside them, in a few lines
 * of Java: for every record, every request and every holder they agree, and no request goes round
 * without a wait.
 */
class LeaseContractTest {
  private static final String ME = "arn:me";
  private static final String OTHER = "arn:other";
  private static final String LOST = "icaconnect.failure.LeaseLost";
  private static final long SCHEMA = 2;
  private static final String EARLIER_EVENTS = "an earlier event's";
  private static final String AN_EVENTS =
      """
      [{"execution": "arn:aws:states:us-east-1:111122223333:execution:connect:event-1", "action": "connect", "status": "CONNECTED"},
       {"execution": "arn:aws:states:us-east-1:111122223333:execution:connect:a", "action": "connect", "status": "FAILED"},
       {"execution": "arn:aws:states:us-east-1:111122223333:execution:rotate:b", "action": "rotate", "status": "CONNECTED"}]
      """;
  private static final String REPAIRED = "an earlier event's, repaired";
  private static final String AFTER_A_REPAIR =
      AN_EVENTS.replace(
          "]",
          ", {\"execution\": \"arn:aws:states:us-east-1:111122223333:execution:connect:c\", \"action\": \"connect\", \"status\": \"CONNECTED\", \"repaired\": true}]");
  private static final String AFTER_AN_EVENTS =
      AN_EVENTS.replace(
          "]",
          ", {\"execution\": \"arn:aws:states:us-east-1:111122223333:execution:connect:c\", \"action\": \"connect\", \"status\": \"CONNECTED\"}]");

  /**
   * An audit rebuilds a record with the fence 0, and a record that has never been leased has none.
   */
  private static final long NO_FENCE = -1;

  private static final long NOW = Instant.now().getEpochSecond();

  /** What a record and a request can be, and what the holder is doing. */
  record Case(
      String leaseOwner,
      boolean expired,
      String declaredBy,
      String wish,
      long fence,
      long schema,
      String owner,
      boolean byEvent,
      long knownFence,
      String onBehalfOf,
      String holderIs,
      boolean late) {

    boolean isDeclaredElsewhere() {
      boolean persons = wish.equals("a person's") || byEvent && !wish.isEmpty();
      return !owner.isEmpty()
          && (declaredBy.isEmpty()
              ? (persons || wish.equals(EARLIER_EVENTS)) && !isTakenUp()
              : !declaredBy.equals(owner));
    }

    /** Before events owned what they connect, only the execution's name said that it was theirs. */
    boolean isTakenUp() {
      return owner.equals("an event") && wish.startsWith(EARLIER_EVENTS) && fence > 0;
    }

    /**
     * An envelope has no owner beside the one on whose behalf it works, which never waits. An event
     * knows no fence, and is not late when it is first refused.
     */
    boolean canBe() {
      return (onBehalfOf.isEmpty() || owner.isEmpty() && !late)
          && !(owner.equals("an event") && knownFence != 0)
          && !(isTakenUp() && late);
    }

    boolean isItsParents() {
      return leaseOwner.equals(ME) || leaseOwner.equals(onBehalfOf);
    }

    boolean isFree() {
      return leaseOwner.isEmpty()
          || leaseOwner.equals(ME)
          || expired
          || !holderIs.equals("RUNNING");
    }

    Map<String, Object> item() {
      var item = new TreeMap<String, Object>();
      if (!leaseOwner.isEmpty()) {
        item.put("leaseOwner", leaseOwner);
        item.put("leaseExpires", expired ? NOW - 60 : NOW + 600);
      }
      if (!declaredBy.isEmpty()) {
        item.put("declaredBy", declaredBy);
      }
      if (!wish.isEmpty()) {
        item.put("wish", "{}");
      }
      if (wish.equals("a person's") || wish.equals("rebuilt, with a history")) {
        item.put("history", AFTER_AN_EVENTS);
      }
      if (wish.equals(EARLIER_EVENTS)) {
        item.put("history", AN_EVENTS);
      }
      if (wish.equals(REPAIRED)) {
        item.put("history", AFTER_A_REPAIR);
      }
      if (wish.startsWith("rebuilt")) {
        item.put("rebuilt", "true");
      }
      if (fence != NO_FENCE) {
        item.put("fence", fence);
      }
      if (schema > 0) {
        item.put("schemaVersion", schema);
      }
      return item;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void the_definition_decides_as_it_is_meant_to(String workflow) {
    var walk = new Walk(workflow);
    Map<String, Long> decided =
        cases(workflow)
            .peek(
                each -> assertThat(walk.ends(each)).as("%s", each).isEqualTo(meant(workflow, each)))
            .collect(Collectors.groupingBy(each -> meant(workflow, each), Collectors.counting()));

    assertThat(decided.keySet())
        .contains("taken", "Wait for the holder", "WrittenByNewer", "LeaseHeld")
        .contains(workflow.equals("connect") ? "Overtaken" : "Left alone", LOST);
  }

  /** A history has room for 25,000 events, and a round takes twenty of them. */
  @ParameterizedTest
  @CsvSource({"connect, 200", "disconnect, 200", "rotate, 100"})
  void whom_nobody_knows_why_to_refuse_waits_and_then_gives_up(String workflow, int most) {
    var walk = new Walk(workflow);
    var ended = new Case(OTHER, false, "", "", 5, SCHEMA, "", false, 0, "", "ABORTED", false);
    List<String> rounds = walk.refused(ended);

    assertThat(rounds).hasSize(most + 1).endsWith("LeaseHeld");
    assertThat(rounds.subList(5, most)).containsOnly("Wait for the holder");
  }

  /**
   * The attack: an event waits while a person connects anew what an earlier event had connected.
   */
  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void an_event_that_has_waited_for_a_person_works_on_nothing_of_theirs(String workflow) {
    var walk = new Walk(workflow);
    var held = events(OTHER, EARLIER_EVENTS);
    var released = events("", "a person's");
    var variables = Walk.variables(held);

    assertThat(walk.takes(held, variables)).isFalse();
    assertThat(walk.whyNot(held, variables)).isEqualTo("Wait for the holder");
    walk.waits("Wait for the holder", variables);
    assertThat(walk.takes(released, variables)).isFalse();
    assertThat(walk.whyNot(released, variables)).isEqualTo("DeclaredElsewhere");
  }

  /** A repair writes what is recorded, and makes nothing a person's. */
  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void an_event_takes_up_what_an_audit_has_repaired(String workflow) {
    assertThat(new Walk(workflow).ends(events("", REPAIRED))).isEqualTo("taken");
  }

  private static Case events(String leaseOwner, String wish) {
    return new Case(
        leaseOwner, false, "", wish, 7, SCHEMA, "an event", true, 0, "", "RUNNING", false);
  }

  private static String meant(String workflow, Case each) {
    if (each.schema > SCHEMA) {
      return "WrittenByNewer";
    }
    if (each.isDeclaredElsewhere()) {
      return workflow.equals("connect") || each.byEvent ? "DeclaredElsewhere" : "Left alone";
    }
    if (each.knownFence != 0 && !each.leaseOwner.equals(ME) && each.fence != each.knownFence) {
      return "Overtaken";
    }
    if (!each.onBehalfOf.isEmpty()) {
      return each.isItsParents() ? "taken" : LOST;
    }
    if (each.isFree()) {
      return "taken";
    }
    return each.late ? "LeaseHeld" : "Wait for the holder";
  }

  private static Stream<Case> cases(String workflow) {
    var wishes =
        List.of("", "a person's", EARLIER_EVENTS, "forged", "rebuilt", "rebuilt, with a history");
    var known = workflow.equals("connect") ? List.of(0L, 5L) : List.of(0L);
    return Stream.of("", ME, OTHER)
        .flatMap(
            leaseOwner -> Stream.of(true, false).map(expired -> new Object[] {leaseOwner, expired}))
        .flatMap(lease -> Stream.of("", "stack", "tags", "an event").map(by -> with(lease, by)))
        .flatMap(so -> wishes.stream().map(wish -> with(so, wish)))
        .flatMap(so -> Stream.of(NO_FENCE, 0L, 5L, 6L).map(fence -> with(so, fence)))
        .flatMap(so -> Stream.of(0L, SCHEMA, SCHEMA + 1).map(schema -> with(so, schema)))
        .flatMap(so -> Stream.of("", "stack", "tags", "an event").map(owner -> with(so, owner)))
        .flatMap(so -> known.stream().map(fence -> with(so, fence)))
        .flatMap(so -> Stream.of("", OTHER, "arn:nobody").map(parent -> with(so, parent)))
        .flatMap(so -> Stream.of("RUNNING", "ABORTED").map(status -> with(so, status)))
        .flatMap(so -> Stream.of(true, false).map(late -> with(so, late)))
        .map(so ->
            new Case(
                (String) so[0],
                (boolean) so[1],
                (String) so[2],
                (String) so[3],
                (long) so[4],
                (long) so[5],
                (String) so[6],
                List.of("tags", "an event").contains(so[6]),
                (long) so[7],
                (String) so[8],
                (String) so[9],
                (boolean) so[10]))
        .filter(Case::canBe);
  }

  private static Object[] with(Object[] some, Object one) {
    return Stream.concat(Stream.of(some), Stream.of(one)).toArray();
  }

  /** Goes through the states from Take the lease on, as Step Functions does. */
  private record Walk(Definition definition) {
    Walk(String workflow) {
      this(Definition.of(workflow));
    }

    String ends(Case given) {
      var variables = variables(given);
      for (int round = 0; round < 3; round++) {
        if (takes(given, variables)) {
          return "taken";
        }
        String end = whyNot(given, variables);
        boolean knowsBetter = round == 0 && given.isTakenUp() && end.equals("Wait for the holder");
        if (!end.equals("Take the lease") && !knowsBetter) {
          return end;
        }
        waits(end, variables);
      }
      return "goes round and round";
    }

    private void waits(String end, Map<String, JsonNode> variables) {
      if (end.equals("Wait for the holder")) {
        variables.putAll(fields(end, "/Assign", variables));
      }
    }

    /** Where it goes each time that it is refused, whatever it asks, until it gives up. */
    List<String> refused(Case given) {
      var variables = variables(given);
      var rounds = new ArrayList<String>();
      while (rounds.size() < 300 && !rounds.contains("LeaseHeld")) {
        rounds.add(whyNot(given, variables));
      }
      return rounds;
    }

    private static Map<String, JsonNode> variables(Case given) {
      var variables = new HashMap<String, JsonNode>();
      variables.put("me", TextNode.valueOf(ME));
      variables.put("other", TextNode.valueOf(""));
      boolean nested = !given.onBehalfOf.isEmpty();
      variables.put("holder", TextNode.valueOf(nested ? given.onBehalfOf : ME));
      variables.put("restoring", Json.tree(nested));
      variables.put("nested", Json.tree(nested));
      variables.put("owner", TextNode.valueOf(given.owner));
      variables.put("byEvent", Json.tree(given.byEvent));
      variables.put("knownFence", Json.tree(given.knownFence));
      variables.put("stillWriting", Json.tree(0));
      variables.put("request", Json.parse("{\"bucket\": \"lab\"}"));
      variables.put("started", Json.tree((given.late ? NOW - 1000 : NOW) * 1000));
      variables.put("refusals", Json.tree(0));
      variables.put("held", Json.tree(false));
      return variables;
    }

    private boolean takes(Case given, Map<String, JsonNode> variables) {
      JsonNode arguments = evaluated("Take the lease", "/Arguments", variables);
      var values = new HashMap<String, Object>();
      arguments
          .path("ExpressionAttributeValues")
          .properties()
          .forEach(value -> values.put(value.getKey(), plain(value.getValue())));
      return Condition.holds(arguments.path("ConditionExpression").asText(), given.item(), values);
    }

    private static Object plain(JsonNode value) {
      return value.has("N") ? (Object) value.path("N").asLong() : value.path("S").asText();
    }

    private String whyNot(Case given, Map<String, JsonNode> variables) {
      ObjectNode item = Json.MAPPER.createObjectNode();
      given
          .item()
          .forEach((name, value) ->
              item.putObject(name).put(value instanceof Long ? "N" : "S", value.toString()));
      variables.putAll(fields("Take the lease", "/Catch/0/Assign", variables));
      assign("Who holds the lease?", Json.MAPPER.createObjectNode().set("Item", item), variables);
      if (definition.states().has("Is the bucket somebody else's?")) {
        String next = chosen("Is the bucket somebody else's?", variables);
        if (!next.equals("Is the holder still running?")) {
          return next;
        }
      }
      if (!given.leaseOwner.isEmpty()) {
        String status = given.leaseOwner.equals(ME) ? "RUNNING" : given.holderIs;
        assign(
            "Is the holder still running?",
            Json.MAPPER.createObjectNode().put("Status", status),
            variables);
      }
      return chosen("Has it been too long?", variables);
    }

    private void assign(String state, JsonNode result, Map<String, JsonNode> variables) {
      variables.put("states", Json.MAPPER.createObjectNode().set("result", result));
      variables.putAll(fields(state, "/Assign", variables));
    }

    private Map<String, JsonNode> fields(
        String state, String pointer, Map<String, JsonNode> variables) {
      return evaluated(state, pointer, variables).properties().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The next state, or the name of the error that a choice gives. */
    private String chosen(String state, Map<String, JsonNode> variables) {
      JsonNode choice = definition.state(state);
      for (JsonNode each : choice.path("Choices")) {
        if (Definition.evaluate(substituted(each.path("Condition")), variables).asBoolean()) {
          return each.at("/Assign/failure/error").asText(each.path("Next").asText());
        }
      }
      return choice.path("Default").asText();
    }

    private JsonNode evaluated(String state, String pointer, Map<String, JsonNode> variables) {
      return Definition.evaluate(substituted(definition.state(state).at(pointer)), variables);
    }

    private static JsonNode substituted(JsonNode template) {
      return Json.parse(Json.write(template).replace("${RegistrySchema}", Long.toString(SCHEMA)));
    }
  }
}
