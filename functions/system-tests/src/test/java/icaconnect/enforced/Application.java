package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The application in MiniStack: its roles enforced, its steps run in the order of its workflows.
 */
final class Application implements AutoCloseable {
  private static final String KMS = "KmsFunction";

  /** As in connect.asl.json, its two branches one after the other. */
  private static final List<String> CONNECT =
      List.of(
          "CorsFunction",
          "BucketPolicyFunction",
          "IamFunction",
          KMS,
          "CredentialFunction",
          "VerifyFunction",
          "RegistrationFunction",
          "RegistrationStatusFunction");

  /** As in disconnect.asl.json. */
  private static final List<String> DISCONNECT =
      List.of(
          "CredentialFunction",
          "RegistrationFunction",
          "BucketPolicyFunction",
          KMS,
          "CorsFunction",
          "IamFunction");

  private static final String INSPECT = "InspectFunction";
  private static final String REGISTRATION = "RegistrationFunction";

  private final Stack stack;
  private final Registry registry;
  private final IcaAccount ica;
  private final String teamsKey;

  private Application(MiniStack miniStack, String name, IcaAccount ica, Map<String, String> more) {
    this.ica = ica;
    var parameters = new HashMap<>(ica.parameters());
    parameters.put("BucketNamePattern", "lab-*");
    parameters.put("AdoptablePattern", "illumina*");
    parameters.put("CrossAccountRolePattern", "arn:aws:iam::222233334444:role/partner-*");
    parameters.put("LoopbackResponses", "true");
    parameters.put("IcaApiKeySecretPattern", "ica-api-key*");
    // A replaced key is disabled and deleted at once.
    parameters.put("OverlapSeconds", "0");
    parameters.put("QuietSeconds", "0");
    parameters.put("SettlingSeconds", "0");
    parameters.put("KeySettlingSeconds", "0");
    teamsKey = TeamsKey.create(miniStack);
    parameters.put("EditableKeyArns", teamsKey);
    parameters.put("EditTaggedKeys", "true");
    parameters.putAll(more);
    var template = new Template(name, parameters);
    registry = Registry.create(miniStack, template);
    stack = Stack.deploy(miniStack, template);
  }

  static Application deploy(MiniStack miniStack) {
    return new Application(miniStack, Template.STACK, new IcaAccount(miniStack), Map.of());
  }

  /** A second stack in the same account. */
  Application beside(MiniStack miniStack, String name) {
    return beside(miniStack, name, Map.of());
  }

  /** A second stack with these parameters besides. */
  Application beside(MiniStack miniStack, String name, Map<String, String> more) {
    return new Application(miniStack, name, ica, more);
  }

  /** Enters in a bucket's journal what an earlier version would have left there. */
  void remember(String bucket, String step, JsonNode entry) {
    registry.enter(bucket, step, entry);
  }

  /** What a workflow said in the end: every step's answer under the function's logical id. */
  ObjectNode connect(JsonNode request) {
    return run("connect", request, CONNECT);
  }

  /** A connect up to its proof: a workflow whose checks fail goes no further. */
  ObjectNode prove(JsonNode request) {
    return run("connect", request, CONNECT.subList(0, CONNECT.indexOf("VerifyFunction") + 1));
  }

  /** A bucket's key is judged by a plan of its step before the first write. */
  private void judgeKey(ObjectNode event) {
    boolean concerned =
        event.at("/facts/kmsKeyArn").isTextual() || event.path("journal").has("kms");
    if (concerned && !event.at("/request/mode").asText().equals("plan")) {
      ObjectNode planned = event.deepCopy();
      planned.remove("lease");
      planned.withObject("/request").put("mode", "plan");
      function(KMS).invoke(planned);
    }
  }

  ObjectNode disconnect(JsonNode request) {
    ObjectNode answers = run("disconnect", request, DISCONNECT);
    registry.forget(request.path("bucket").asText());
    return answers;
  }

  boolean knows(String bucket) {
    return registry.knows(bucket);
  }

  /** The registry loses the record. */
  void lose(String bucket) {
    registry.forget(bucket);
  }

  void whileNothingIsConnected(Runnable deeds) {
    registry.whileEmpty(deeds);
  }

  /** The request asks for a plan, which nothing is forgotten after. */
  ObjectNode planDisconnect(JsonNode request) {
    return run("disconnect", request, DISCONNECT);
  }

  /** One step of a workflow, after the inspection that all of them need. */
  ObjectNode step(String goal, JsonNode request, String function) {
    return run(goal, request, List.of(function));
  }

  private ObjectNode run(String goal, JsonNode request, List<String> steps) {
    ObjectNode event = event(goal, request);
    var answers = Json.MAPPER.createObjectNode();
    answers.set(INSPECT, inspect(event));
    if (steps.getFirst().equals(CONNECT.getFirst())) {
      judgeKey(event);
    }
    for (String step : steps) {
      answers.set(step, function(step).invoke(event));
      event.set("registration", answers.path(REGISTRATION));
    }
    return answers;
  }

  /** What every step of a workflow is sent, before the inspection. */
  private ObjectNode event(String goal, JsonNode request) {
    var event = Json.MAPPER.createObjectNode().put("goal", goal);
    event.set("request", request);
    event.setAll(registry.lease(request.path("bucket").asText()));
    return event;
  }

  private JsonNode inspect(ObjectNode event) {
    JsonNode inspected = function(INSPECT).invoke(event);
    event.set("facts", inspected.path("facts"));
    return inspected;
  }

  /** One act of the rotation workflow. */
  void rotate(JsonNode request, String act) {
    ObjectNode event = event("connect", request);
    inspect(event);
    function("RotationFunction").invoke(event.put("act", act).put("olderThanDays", 0));
  }

  Collection<Function> functions() {
    return stack.functions();
  }

  Function function(String logicalId) {
    return stack.function(logicalId);
  }

  Template template() {
    return stack.template();
  }

  /** The ARN of the one key whose policy the stack may edit. */
  String teamsKey() {
    return teamsKey;
  }

  IcaAccount ica() {
    return ica;
  }

  /**
   * The steps that a workflow of the checkout invokes, by the names its definition has for them.
   */
  static Stream<String> invokedBy(String workflow) {
    var definition =
        (JsonNode) CloudFormationYaml.read(Checkout.file("statemachine/" + workflow + ".asl.json"));
    return definition.findValuesAsText("FunctionName").stream()
        .map(name -> name.replaceAll("[${}]", ""))
        .filter(name -> !name.equals("ReplyFunction"));
  }

  /** The functions that these tests run, in a workflow's order. */
  static List<String> order(String workflow) {
    return Stream.concat(
            workflow.equals("connect") ? Stream.of(INSPECT, KMS) : Stream.of(INSPECT),
            (workflow.equals("connect") ? CONNECT : DISCONNECT).stream())
        .toList();
  }

  static boolean changed(JsonNode answers) {
    return answers.findValues("changed").stream().anyMatch(JsonNode::asBoolean);
  }

  static ArrayNode checks(JsonNode answers) {
    return (ArrayNode) answers.path("VerifyFunction").path("checks");
  }

  /** Ends the stack alone, since the stand-in for ICA is the other one's. */
  void closeBeside() {
    stack.close();
  }

  @Override
  public void close() {
    stack.close();
    ica.close();
  }
}
