package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The deployed functions that a plan consists of, asked as the workflow asks them in plan mode. A
 * whole execution takes several times as long, and ends at the first refusal.
 */
final class DeployedSteps {
  private static final Map<String, String> FUNCTIONS = functions();

  private final LambdaClient lambda;

  DeployedSteps(LocalStack localStack) {
    lambda = localStack.client(LambdaClient.builder());
  }

  private static Map<String, String> functions() {
    var functions = new LinkedHashMap<String, String>();
    functions.put("cors", "cors");
    functions.put("bucketPolicy", "bucket-policy");
    functions.put("iam", "iam");
    functions.put("kms", "kms");
    return functions;
  }

  /**
   * @param otherwise the facts, where this stack will not say them
   */
  Answer plan(ObjectNode request, JsonNode otherwise) {
    ObjectNode input = Json.MAPPER.createObjectNode().put("goal", "connect");
    input.set("request", request.deepCopy().put("mode", "plan"));
    input.set("journal", Json.MAPPER.createObjectNode());
    var reports = new ArrayList<JsonNode>();
    var failures = new ArrayList<JsonNode>();
    JsonNode inspected = ask("inspect", "inspect", input, failures);
    if (inspected.isObject()) {
      reports.add(inspected.path("report"));
    }
    JsonNode facts = inspected.isObject() ? inspected.path("facts") : otherwise;
    if (facts.isObject()) {
      input.set("facts", facts);
      FUNCTIONS.forEach((step, function) -> {
        JsonNode report = ask(step, function, input, failures);
        if (report.isObject()) {
          reports.add(report);
        }
      });
    }
    return Answer.ofReports(reports, failures, withoutRefusal(inspected.path("addition")));
  }

  private JsonNode ask(String step, String function, JsonNode input, List<JsonNode> failures) {
    var answer =
        lambda.invoke(r ->
            r.functionName(LocalStack.STACK + "-" + function)
                .payload(SdkBytes.fromUtf8String(Json.write(input))));
    JsonNode payload = Json.parse(answer.payload().asUtf8String());
    if (answer.functionError() == null) {
      return payload;
    }
    failures.add(
        Json.MAPPER
            .createObjectNode()
            .put("step", step)
            .put("error", payload.path("errorType").asText())
            .put("message", payload.path("errorMessage").asText()));
    return Json.MAPPER.missingNode();
  }

  private static JsonNode withoutRefusal(JsonNode addition) {
    return addition instanceof ObjectNode object ? object.deepCopy().without("refusal") : addition;
  }
}
