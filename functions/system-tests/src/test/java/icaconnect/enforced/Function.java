package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A function of the template, run with the credentials of its role and the environment it declares.
 */
final class Function implements AutoCloseable {
  private final String logicalId;
  private final Role role;
  private final Supplier<FunctionProcess> start;
  private FunctionProcess process;

  private Function(String logicalId, Role role, Supplier<FunctionProcess> start) {
    this.logicalId = logicalId;
    this.role = role;
    this.start = start;
  }

  static Function deploy(MiniStack miniStack, Template template, String logicalId) {
    JsonNode properties = template.properties(logicalId);
    var role = Role.deploy(miniStack, template, roleOf(template, properties.path("Role").asText()));
    var environment = environment(miniStack, template, properties, role);
    return new Function(
        logicalId,
        role,
        () ->
            FunctionProcess.start(
                logicalId,
                properties.path("Handler").asText(),
                template.arn(logicalId),
                environment));
  }

  private static String roleOf(Template template, String arn) {
    return template
        .resources("AWS::IAM::Role")
        .filter(id -> template.arn(id).equals(arn))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> environment(
      MiniStack miniStack, Template template, JsonNode properties, Role role) {
    var environment = new HashMap<String, String>();
    for (JsonNode declared : new JsonNode[] {template.globals(), properties}) {
      declared
          .path("Environment")
          .path("Variables")
          .properties()
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    }
    environment.put("AWS_REGION", Template.REGION);
    environment.put("AWS_ENDPOINT_URL", miniStack.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", DescribedStacks.endpoint(miniStack));
    environment.put("AWS_ACCESS_KEY_ID", role.credentials().accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", role.credentials().secretAccessKey());
    environment.put("AWS_SESSION_TOKEN", role.credentials().sessionToken());
    return environment;
  }

  JsonNode invoke(JsonNode event) {
    if (process == null) {
      process = start.get();
    }
    return process.invoke(event);
  }

  String logicalId() {
    return logicalId;
  }

  Role role() {
    return role;
  }

  /** Whether a judgement is about a request of this function's. */
  boolean made(MiniStack.Judgement judgement) {
    return judgement.accessKey().equals(role.credentials().accessKeyId());
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
