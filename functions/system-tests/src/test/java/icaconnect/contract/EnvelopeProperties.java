package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What a person, a manifest, an event or a record says is a request and never more; what asks for a
 * plan stays one. Played through the expressions of the definitions themselves.
 */
class EnvelopeProperties {
  private static final String NAME = "cfn-0123";
  private static final String ME = "arn:aws:states:us-east-1:111122223333:execution:connect:me";
  private static final Set<String> SHAPE =
      Set.of(
          "envelope",
          "request",
          "door",
          "onBehalfOf",
          "ifFence",
          "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID");

  private static final Definition AUDIT = Definition.of("audit");
  private static final Definition ROTATE = Definition.of("rotate");
  private static final Definition MANY = Definition.of("connect-many");
  private static final Definition RECEIVE = Definition.of("receive");
  private static final Definition CONNECT = Definition.of("connect");
  private static final Definition DISCONNECT = Definition.of("disconnect");

  /** What connect and disconnect make of an input. */
  private record Read(boolean refused, JsonNode assigned) {
    static Read by(String workflow, JsonNode input) {
      return by(workflow.equals("connect") ? CONNECT : DISCONNECT, input);
    }

    static Read by(Definition definition, JsonNode input) {
      var states = Json.MAPPER.createObjectNode();
      states.set("input", input);
      states.putObject("context").putObject("Execution").put("Id", ME).put("Name", NAME);
      var variables = Map.<String, JsonNode>of("states", states);
      JsonNode assign = definition.state("Read the request").path("Assign");
      JsonNode condition =
          definition.state("Is it well put?").path("Choices").path(0).path("Condition");
      return new Read(
          Definition.evaluate(condition, variables).asBoolean(),
          Definition.evaluate(assign, variables));
    }

    void isNoEnvelope(JsonNode request) {
      hasNothingBeside(request);
      assertThat(assigned.path("owner").asText()).isEmpty();
      assertThat(assigned.path("byEvent").asBoolean()).isFalse();
    }

    /** But for whose it is. */
    void hasNothingBeside(JsonNode request) {
      assertThat(assigned.path("request")).isEqualTo(request);
      assertThat(assigned.path("replyTo").asText()).isEmpty();
      assertThat(assigned.path("holder").asText()).isEqualTo(ME);
      assertThat(assigned.path("knownFence").asInt()).isZero();
      assertThat(assigned.path("restoring").asBoolean()).isFalse();
      assertThat(assigned.path("nested").asBoolean()).isFalse();
    }
  }

  @Property(tries = 2_000)
  void what_a_person_sends_is_the_request_and_nothing_beside_it(
      @ForAll("inputs") ObjectNode input, @ForAll("workflows") String workflow) {
    input.remove("envelope");

    var read = Read.by(workflow, input);

    assertThat(read.refused()).isFalse();
    read.isNoEnvelope(input);
  }

  @Property(tries = 2_000)
  void an_envelope_of_another_shape_is_refused(
      @ForAll("inputs") ObjectNode input, @ForAll("workflows") String workflow) {
    boolean wellPut =
        input.path("envelope").asText().equals("1")
            && input.path("envelope").isTextual()
            && input.path("request").isObject()
            && Json.MAPPER.convertValue(input, Map.class).keySet().stream()
                .allMatch(SHAPE::contains)
            && (!input.has("door") || !input.has("onBehalfOf"))
            && (!input.has("door") || door(input.path("door")))
            && (!input.has("onBehalfOf")
                || input.path("onBehalfOf").size() == 1
                    && input.path("onBehalfOf").path("owner").isTextual())
            && (!input.has("ifFence") || input.path("ifFence").isNumber());

    assertThat(Read.by(workflow, input).refused())
        .as("%s", input)
        .isEqualTo(input.has("envelope") && !wellPut);
  }

  private static boolean door(JsonNode door) {
    return door.path("owner").isTextual()
        && !door.path("owner").asText().isEmpty()
        && (!door.has("key") || door.path("key").asText().equals("request#" + NAME))
        && Json.MAPPER.convertValue(door, Map.class).keySet().stream()
            .allMatch(Set.of("kind", "owner", "key")::contains);
  }

  @Property(tries = 2_000)
  void an_audit_stays_a_plan_of_its_own_bucket_whatever_the_record_wishes(
      @ForAll("inputs") ObjectNode wish) {
    var variables = variables(wish);
    JsonNode input =
        Definition.evaluate(AUDIT.state("Plan it anew").at("/Arguments/Input"), variables);

    var read = Read.by(CONNECT, input);

    assertThat(read.refused()).isFalse();
    assertThat(read.assigned().at("/request/mode").asText()).isEqualTo("plan");
    assertThat(read.assigned().at("/request/bucket").asText()).isEqualTo("audited");
    assertThat(read.assigned().path("holder").asText()).isEqualTo(ME);
  }

  /** Or an execution's history would show what the doors keep. */
  @Example
  void an_audit_and_a_rotation_look_up_connections_only() {
    for (String item : List.of("request#cfn-0123", "tenant#ica", "event#lab", "document#lab#1")) {
      var states = Json.MAPPER.createObjectNode();
      states.putObject("input").putArray("buckets").add("lab").add(item);
      assertThat(
              Definition.evaluate(
                      AUDIT.state("Is it well put?").at("/Choices/0/Condition"),
                      Map.of("states", states))
                  .asBoolean())
          .as(item)
          .isTrue();
      var request = Json.MAPPER.createObjectNode().put("bucket", item);
      assertThat(
              Definition.evaluate(
                      ROTATE.state("Look up the connection").at("/Arguments/Key/bucket/S"),
                      Map.of("request", request))
                  .asText())
          .isEqualTo("no bucket");
    }
  }

  @Property(tries = 2_000)
  void a_repair_and_a_way_back_work_on_the_records_own_bucket(@ForAll("inputs") ObjectNode wish) {
    for (JsonNode template :
        List.of(
            AUDIT.state("Repair ours").at("/Arguments/Input"),
            CONNECT.state("Go back to the last good request").at("/Arguments/Input"))) {
      var read = Read.by(CONNECT, Definition.evaluate(template, variables(wish)));

      assertThat(read.refused()).isFalse();
      assertThat(read.assigned().at("/request/bucket").asText()).isEqualTo("audited");
      assertThat(read.assigned().path("owner").asText()).isEmpty();
    }
  }

  @Property(tries = 2_000)
  void a_line_of_a_manifest_is_a_request_and_nothing_more(@ForAll("inputs") ObjectNode line) {
    var read =
        Read.by(
            CONNECT,
            Definition.evaluate(
                MANY.state("Connect the bucket").at("/Arguments/Input"), variables(line)));

    assertThat(read.refused()).isFalse();
    read.isNoEnvelope(line);
  }

  @Property(tries = 2_000)
  void an_event_is_a_request_and_its_owner_and_nothing_more(@ForAll("inputs") ObjectNode asked) {
    JsonNode decided =
        Json.MAPPER.createObjectNode().put("owner", "an event").set("request", asked);
    var read =
        Read.by(
            CONNECT,
            Definition.evaluate(
                RECEIVE.state("Start the execution").at("/Arguments/Input"),
                Map.of("asked", decided)));

    assertThat(read.refused()).isFalse();
    read.hasNothingBeside(asked);
    assertThat(read.assigned().path("owner").asText()).isEqualTo("an event");
    assertThat(read.assigned().path("byEvent").asBoolean()).isTrue();
  }

  @Example
  void a_plan_beside_a_request_never_applies() {
    JsonNode input = Json.parse("{\"request\": {\"bucket\": \"x-1\"}, \"mode\": \"plan\"}");

    // The whole of it is the request then, which has no bucket and a field that no request has.
    assertThat(Read.by(CONNECT, input).assigned().path("request")).isEqualTo(input);
  }

  /** The attack: who may stop executions ends an audit's plan with the words of a refusal. */
  @Example
  void what_somebody_stops_an_execution_with_is_no_answer_of_it() {
    String said = "{\"failure\": {\"error\": \"icaconnect.failure.Refused\"}}";
    for (String status : List.of("FAILED", "ABORTED", "TIMED_OUT")) {
      String cause = Json.write(Map.of("Status", status, "Error", "x", "Cause", said));
      var caught =
          Json.MAPPER.createObjectNode().put("Error", "States.TaskFailed").put("Cause", cause);
      var states = Json.MAPPER.createObjectNode().set("errorOutput", caught);
      var error =
          Json.MAPPER.createObjectNode().put("error", "States.TaskFailed").put("cause", cause);
      for (JsonNode failure :
          List.of(
              Definition.evaluate(
                  CONNECT.state("Plan it once more").at("/Catch/0/Assign/failure"),
                  Map.of("states", states)),
              Definition.evaluate(
                  AUDIT.state("Read why it cannot be planned").at("/Assign/failure"),
                  Map.of("error", error)))) {
        assertThat(failure.path("error").asText())
            .as(status)
            .isEqualTo(
                status.equals("FAILED") ? "icaconnect.failure.Refused" : "States.TaskFailed");
      }
    }
  }

  @Example
  void rotations_and_audits_take_no_field_but_their_own() {
    for (String workflow : List.of("rotate", "audit")) {
      JsonNode condition =
          Definition.of(workflow)
              .state("Is it well put?")
              .path("Choices")
              .path(0)
              .path("Condition");
      for (String field : List.of("request", "door", "onBehalfOf", "ifFence", "envelope", "mode")) {
        var states = Json.MAPPER.createObjectNode();
        states.putObject("input").put(field, "x");
        assertThat(Definition.evaluate(condition, Map.of("states", states)).asBoolean())
            .as(workflow + " with " + field)
            .isTrue();
      }
      var states = Json.MAPPER.createObjectNode();
      states.putObject("input");
      assertThat(Definition.evaluate(condition, Map.of("states", states)).asBoolean()).isFalse();
    }
  }

  private static Map<String, JsonNode> variables(ObjectNode asked) {
    var record = Json.MAPPER.createObjectNode();
    record.putObject("wish").put("S", Json.write(asked));
    record.putObject("fence").put("N", "7");
    var entry = Json.MAPPER.createObjectNode().put("bucket", "audited");
    entry.set("request", asked);
    var states = Json.MAPPER.createObjectNode();
    states.putObject("context").putObject("Execution").put("Id", "the one above");
    return Map.of(
        "record", record,
        "entry", entry,
        "request", entry,
        "me", TextNode.valueOf("the one above"),
        "asked", Json.MAPPER.createObjectNode().put("decision", "connect").set("request", asked),
        "states", states);
  }

  @Provide
  Arbitrary<String> workflows() {
    return Arbitraries.of("connect", "disconnect");
  }

  @Provide
  Arbitrary<ObjectNode> inputs() {
    var values =
        Arbitraries.of(
                "\"1\"",
                "1",
                "true",
                "\"plan\"",
                "\"apply\"",
                "\"lab-data\"",
                "{}",
                "{\"bucket\": \"other\"}",
                "{\"bucket\": \"other\", \"mode\": \"apply\"}",
                "{\"owner\": \"somebody\"}",
                "{\"owner\": \"\"}",
                "{\"owner\": \"somebody\", \"key\": \"request#cfn-0123\"}",
                "{\"owner\": \"somebody\", \"key\": \"request#another\"}",
                "{\"owner\": \"somebody\", \"kind\": \"tags\"}",
                "{\"owner\": \"somebody\", \"more\": 1}",
                "{\"owner\": 1}",
                "7",
                "[1, 2]")
            .map(Json::parse);
    var fields =
        Arbitraries.of(
            "envelope",
            "request",
            "door",
            "onBehalfOf",
            "ifFence",
            "mode",
            "bucket",
            "lease",
            "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID");
    return Combinators.combine(
            Arbitraries.maps(fields, values).ofMaxSize(6), Arbitraries.of(true, false))
        .as((map, enveloped) -> {
          var input = Json.MAPPER.createObjectNode();
          map.forEach(input::set);
          return enveloped ? input.put("envelope", "1") : input;
        });
  }
}
