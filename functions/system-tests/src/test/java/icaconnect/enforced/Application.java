package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** The application in MiniStack: its roles enforced, its functions run in the order of its workflows. */
final class Application implements AutoCloseable {
  /** As in connect.asl.json, its two branches one after the other. */
  private static final List<String> CONNECT =
      List.of("CorsFunction", "BucketPolicyFunction", "IamFunction", "CredentialFunction", "VerifyFunction");

  /** As in disconnect.asl.json. */
  private static final List<String> DISCONNECT = List.of("CredentialFunction", "BucketPolicyFunction", "CorsFunction", "IamFunction");

  private static final String INSPECT = "InspectFunction";

  private final Template template;
  private final Registry registry;
  private final Map<String, Function> functions = new LinkedHashMap<>();

  private Application(MiniStack miniStack, Template template) {
    this.template = template;
    registry = Registry.create(miniStack, template);
    var iam = miniStack.root(IamClient.builder());
    template.resources("AWS::IAM::ManagedPolicy").forEach(id ->
        iam.createPolicy(r -> r.policyName(template.name(id)).policyDocument(Json.write(template.properties(id).path("PolicyDocument")))));
    Stream.concat(Stream.of(INSPECT), CONNECT.stream()).forEach(id -> functions.put(id, Function.deploy(miniStack, template, id)));
  }

  static Application deploy(MiniStack miniStack) {
    return new Application(miniStack, new Template(Map.of("BucketNamePattern", "lab-*", "AdoptablePattern", "illumina*")));
  }

  /** What a workflow said in the end: every step's answer under the function's logical id. */
  ObjectNode connect(JsonNode request) {
    return run("connect", request, CONNECT);
  }

  ObjectNode disconnect(JsonNode request) {
    ObjectNode answers = run("disconnect", request, DISCONNECT);
    registry.forget(request.path("bucket").asText());
    return answers;
  }

  private ObjectNode run(String goal, JsonNode request, List<String> steps) {
    var event = Json.MAPPER.createObjectNode().put("goal", goal);
    event.set("request", request);
    event.setAll(registry.lease(request.path("bucket").asText()));
    var answers = Json.MAPPER.createObjectNode();
    answers.set(INSPECT, functions.get(INSPECT).invoke(event));
    event.set("facts", answers.path(INSPECT).path("facts"));
    steps.forEach(step -> answers.set(step, functions.get(step).invoke(event)));
    return answers;
  }

  Collection<Function> functions() {
    return functions.values();
  }

  Function function(String logicalId) {
    return functions.get(logicalId);
  }

  Template template() {
    return template;
  }

  /** The functions that a workflow of the checkout invokes, by the names its definition has for them. */
  static Stream<String> invokedBy(String workflow) {
    var definition = (JsonNode) CloudFormationYaml.read(Checkout.file("statemachine/" + workflow + ".asl.json"));
    return definition.findValuesAsText("FunctionName").stream().map(name -> name.replaceAll("[${}]", ""));
  }

  /** The functions that these tests run, in a workflow's order. */
  static List<String> order(String workflow) {
    return Stream.concat(Stream.of(INSPECT), (workflow.equals("connect") ? CONNECT : DISCONNECT).stream()).toList();
  }

  static boolean changed(JsonNode answers) {
    return answers.findValues("changed").stream().anyMatch(JsonNode::asBoolean);
  }

  static ArrayNode checks(JsonNode answers) {
    return (ArrayNode) answers.path("VerifyFunction").path("checks");
  }

  @Override
  public void close() {
    functions.values().forEach(Function::close);
  }
}
