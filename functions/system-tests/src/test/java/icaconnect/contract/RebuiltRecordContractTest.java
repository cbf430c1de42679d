package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit's guess at a lost wish is no person's: nothing is undone or repaired by it. */
class RebuiltRecordContractTest {
  /** The attack: an entry that no expression can parse ends the clean-up of a failed connect. */
  private static final String UNREADABLE = "iam unreadable";

  private static final String PERSONS = "\"wish\": {\"S\": \"{}\"}, \"history\": {\"S\": \"[]\"}";
  private static final String REBUILT = "\"wish\": {\"S\": \"{}\"}, \"rebuilt\": {\"BOOL\": true}";
  private static final String FORGED = "\"wish\": {\"S\": \"{}\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        PERSONS + " | Go back to the last good request",
        PERSONS + ", \"rebuilt\": {\"BOOL\": true} | Word the failure",
        REBUILT + " | Word the failure",
        FORGED + " | Word the failure",
        "\"bucket\": {\"S\": \"lab\"} | Take back what was added"
      },
      quoteCharacter = '~')
  void a_failed_connect_goes_back_to_a_persons_request_only(String record, String next) {
    var variables = new HashMap<>(variables(record));
    variables.put("lease", Json.parse("{\"fence\": 1}"));
    variables.put("failure", Json.parse("{\"error\": \"NotProven\"}"));
    variables.put("restoring", Json.parse("false"));

    assertThat(next(Definition.of("connect").state("What is to be undone?"), variables))
        .isEqualTo(next);
  }

  /** Its key may be at work, and a disconnect would find it by its marks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lab | {} | Word the failure",
        "lab | {'iam': '{\"userFound\": true}'} | Word the failure",
        "lab | {'iam': '{\"userFound\": false}'} | Take back what was added",
        "lab | {'iam': '{\"userFound\":true}'} | Word the failure",
        "lab | iam unreadable [ | Word the failure",
        "lab | iam unreadable  | Word the failure",
        "lab | iam unreadable {\"userFound\":false | Word the failure",
        "other | {} | Take back what was added"
      },
      quoteCharacter = '~')
  void a_failed_connect_that_found_the_user_of_a_lost_record_takes_nothing_back(
      String tagged, String journal, String next) {
    var variables = new HashMap<>(variables("\"bucket\": {\"S\": \"lab\"}"));
    variables.put("lease", Json.parse("{\"fence\": 1}"));
    variables.put("failure", Json.parse("{\"error\": \"NotProven\"}"));
    variables.put("restoring", Json.parse("false"));
    variables.put("request", Json.parse("{\"bucket\": \"lab\"}"));
    variables.put("journal", journalOf(journal));
    variables.put(
        "facts",
        Json.parse(
            "{\"userArn\": \"arn:aws:iam::111122223333:user/ica-connect/s/r/ica-lab\", \"userBucket\": \"%s\"}"
                .formatted(tagged)));

    assertThat(next(Definition.of("connect").state("What is to be undone?"), variables))
        .isEqualTo(next);
  }

  private static JsonNode journalOf(String text) {
    var journal = Json.MAPPER.createObjectNode();
    if (text.startsWith(UNREADABLE)) {
      journal.put("iam", text.substring(UNREADABLE.length()).strip());
    } else if (text.contains("iam")) {
      journal.put("iam", text.substring(text.indexOf("'{") + 1, text.lastIndexOf("}'") + 1));
    }
    return journal;
  }

  /** Neither starts what gives ICA a key by a wish that nobody has made. */
  @Test
  void no_rotation_goes_by_a_guess() {
    var rotate = Definition.of("rotate");
    for (String guess : List.of(REBUILT, PERSONS + ", \"rebuilt\": {\"BOOL\": true}", FORGED)) {
      assertThat(guessed(rotate, guess)).isTrue();
    }
    assertThat(guessed(rotate, PERSONS)).isFalse();
    assertThat(rotate.state("Is it connected?").path("Choices"))
        .anyMatch(choice ->
            choice.path("Condition").asText().equals("{% $guessed %}")
                && choice.path("Next").asText().equals("Word the failure"));
    String history = "attribute_exists(history) AND attribute_not_exists(rebuilt)";
    assertThat(rotate.state("Take the lease").at("/Arguments/ConditionExpression").asText())
        .contains(history);
    assertThat(
            Definition.of("rotate-due")
                .state("Read a page of the registry")
                .path("Arguments")
                .asText())
        .contains(history);
  }

  private static boolean guessed(Definition rotate, String record) {
    return Definition.evaluate(
            rotate.state("Look up the connection").at("/Assign/guessed"),
            Map.of("states", Json.parse("{\"result\": {\"Item\": {%s}}}".formatted(record))))
        .asBoolean();
  }

  /** Else the key of a user that somebody has named would stay, and its record would go. */
  @ParameterizedTest
  @ValueSource(strings = {"Look up the connection", "Take the lease"})
  void a_disconnect_goes_by_the_names_of_the_wish(String state) {
    var request = Definition.of("disconnect").state(state).at("/Assign/request");
    String result = state.startsWith("Look") ? "Item" : "Attributes";
    String wish =
        Json.write(
            "{\"bucket\":\"lab\",\"userName\":\"U1\",\"policyName\":\"P1\",\"prefix\":\"a/\"}");

    assertThat(merged(request, result, "{\"wish\": {\"S\": %s}}".formatted(wish)))
        .isEqualTo(Json.parse("{\"userName\":\"U1\",\"policyName\":\"P1\",\"bucket\":\"lab\"}"));
    assertThat(merged(request, result, "{}")).isEqualTo(Json.parse("{\"bucket\":\"lab\"}"));
    assertThat(merged(request, result, "{\"wish\": {\"S\": \"{}\"}}"))
        .isEqualTo(Json.parse("{\"bucket\":\"lab\"}"));
  }

  /**
   * The attack: names of the request in place of the wish's, or of an entry that passes for one.
   */
  @Test
  void a_disconnects_inspection_is_given_the_wish_to_compare() {
    var journal =
        Definition.of("disconnect").state("Inspect the bucket").at("/Arguments/Payload/journal");
    var named =
        "{\"request\": {\"bucket\": \"lab\", \"userName\": \"nobody\", \"policyName\": \"P2\"}}";

    assertThat(compared(journal, "\"wish\": {\"S\": \"{}\"}", named))
        .isEqualTo("{\"bucket\":\"lab\"}");
    assertThat(compared(journal, REBUILT, named))
        .isEqualTo("{\"bucket\":\"lab\",\"policyName\":\"P2\"}");
    assertThat(compared(journal, "\"bucket\": {\"S\": \"lab\"}", named)).isEqualTo("none");
  }

  /** Else a grant that KMS does not list yet is not looked for, and goes on without a record. */
  @Test
  void whoever_takes_back_knows_the_copy_role_that_was_asked_for() {
    var asked =
        "{\"bucket\": \"lab\", \"crossAccountRoleArn\": \"arn:aws:iam::1:role/r\", \"prefix\": \"p/\"}";
    var known =
        Json.parse("{\"bucket\": \"lab\", \"crossAccountRoleArn\": \"arn:aws:iam::1:role/r\"}");
    var nested =
        Definition.of("connect").state("Take back what was added").at("/Arguments/Input/request");

    assertThat(Definition.evaluate(nested, Map.of("request", Json.parse(asked)))).isEqualTo(known);
    for (String state : List.of("Look up the connection", "Take the lease")) {
      var request = Definition.of("disconnect").state(state).at("/Assign/request");
      String record = "{\"wish\": {\"S\": %s}}".formatted(Json.write(TextNode.valueOf(asked)));
      String item = state.startsWith("Take") ? "Attributes" : "Item";
      assertThat(merged(request, item, record)).as(state).isEqualTo(known);
    }
  }

  private static String compared(JsonNode journal, String record, String request) {
    var variables = new HashMap<>(variables(record));
    variables.put("request", Json.parse(request).path("request"));
    variables.put("journal", Json.parse("{\"wish\": \"forged\", \"iam\": \"{}\"}"));
    JsonNode given = Definition.evaluate(journal, variables);
    assertThat(given.path("iam").asText()).isEqualTo("{}");
    return given.path("wish").asText();
  }

  private static JsonNode merged(JsonNode expression, String result, String record) {
    JsonNode states = Json.parse("{\"result\": {\"%s\": %s}}".formatted(result, record));
    return Definition.evaluate(
        expression, Map.of("states", states, "request", Json.parse("{\"bucket\": \"lab\"}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {REBUILT, FORGED})
  void an_audit_repairs_by_none(String record) {
    var condition =
        Definition.of("audit").state("Is it to be repaired?").at("/Choices/0/Condition").asText();
    // The library here has no way to bind JSON's null.
    var repair = TextNode.valueOf(condition.replace("$error = null", "true"));

    assertThat(Definition.evaluate(repair, repairing(record)).asBoolean()).isFalse();
    assertThat(Definition.evaluate(repair, repairing(PERSONS)).asBoolean()).isTrue();
  }

  /** Else the deletion of a stack would be told that all went well, and leave a live key. */
  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void who_declared_the_bucket_takes_it_up_again(String workflow) {
    var definition = Definition.of(workflow);
    var declaredBy = definition.state("Who holds the lease?").at("/Assign/declaredBy");

    assertThat(declaredBy(declaredBy, PERSONS)).isEqualTo("a request made by hand");
    assertThat(declaredBy(declaredBy, REBUILT)).isEmpty();
    assertThat(declaredBy(declaredBy, FORGED)).isEmpty();
    assertThat(lease(definition, "false"))
        .contains(
            "declaredBy = :owner OR (attribute_not_exists(declaredBy) AND (attribute_not_exists(wish) OR attribute_not_exists(history) OR attribute_exists(rebuilt)))");
  }

  /** A tag's disconnect is somebody taking a tag away, who may never have connected the bucket. */
  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void tags_do_not(String workflow) {
    var definition = Definition.of(workflow);
    var declaredBy = definition.state("Who holds the lease?").at("/Assign/declaredBy");

    assertThat(declaredBy(declaredBy, REBUILT, "true")).isEqualTo("a request made by hand");
    assertThat(lease(definition, "true"))
        .contains(
            "declaredBy = :owner OR (attribute_not_exists(declaredBy) AND (attribute_not_exists(wish)))");
  }

  /** Else CloudFormation would be told of a resource, and its deletion would cut the connection. */
  @ParameterizedTest
  @ValueSource(strings = {"Inspect the bucket", "Judge the key", "Plan it once more"})
  void a_refusal_before_the_first_write_leaves_a_guess_to_nobody(String state) {
    var traces = Definition.of("connect").state(state).at("/Catch/0/Assign/traces");
    var variables = new HashMap<>(variables(REBUILT));
    variables.put("journal", Json.parse("{}"));

    assertThat(Definition.evaluate(traces, variables).asBoolean()).isFalse();
    variables.putAll(variables(PERSONS));
    assertThat(Definition.evaluate(traces, variables).asBoolean()).isTrue();
  }

  @Test
  void only_a_connect_that_ends_well_makes_it_a_persons() {
    for (String workflow : List.of("connect", "disconnect", "rotate", "audit", "rotate-due")) {
      Definition.of(workflow).states().findParents("UpdateExpression").stream()
          .filter(each -> each.path("UpdateExpression").asText().matches(".*REMOVE.*rebuilt.*"))
          .forEach(
              each -> assertThat(each.path("UpdateExpression").asText()).contains("wish = :wish"));
    }
  }

  private static String lease(Definition definition, String byEvent) {
    return Definition.evaluate(
            definition.state("Take the lease").at("/Arguments/ConditionExpression"),
            Map.of(
                "owner",
                TextNode.valueOf("a stack"),
                "byEvent",
                Json.parse(byEvent),
                "knownFence",
                Json.parse("0")))
        .asText();
  }

  private static String declaredBy(JsonNode expression, String record) {
    return declaredBy(expression, record, "false");
  }

  private static String declaredBy(JsonNode expression, String record, String byEvent) {
    JsonNode states = Json.parse("{\"result\": {\"Item\": {%s}}}".formatted(record));
    return Definition.evaluate(expression, Map.of("states", states, "byEvent", Json.parse(byEvent)))
        .asText();
  }

  private static Map<String, JsonNode> repairing(String record) {
    var variables = new HashMap<>(variables(record));
    variables.put("entry", Json.parse("{\"autoRepair\": true}"));
    variables.put("drift", Json.parse("[{\"what\": \"the CORS rule\"}]"));
    return variables;
  }

  private static Map<String, JsonNode> variables(String record) {
    return Map.of("record", Json.parse("{%s}".formatted(record)));
  }

  private static String next(JsonNode choice, Map<String, JsonNode> variables) {
    for (JsonNode each : choice.path("Choices")) {
      if (Definition.evaluate(each.path("Condition"), variables).asBoolean()) {
        return each.path("Next").asText();
      }
    }
    return choice.path("Default").asText();
  }
}
