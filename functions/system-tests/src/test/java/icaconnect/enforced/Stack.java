package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The template's managed policies, buckets with their policies, functions with their roles, and
 * state machines that do nothing.
 */
final class Stack implements AutoCloseable {
  private static final String DOES_NOTHING =
      "{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Pass\", \"End\": true}}}";

  private static final String TRUST =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
          + " \"Principal\": {\"Service\": \"states.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}";

  private final Template template;
  private final Map<String, Function> functions = new LinkedHashMap<>();

  private Stack(Template template) {
    this.template = template;
  }

  static Stack deploy(MiniStack miniStack, Template template) {
    var stack = new Stack(template);
    var iam = miniStack.root(IamClient.builder());
    template.resources("AWS::IAM::ManagedPolicy").forEach(id -> stack.createPolicy(iam, id));
    var s3 = miniStack.root(S3Client.builder());
    template.resources("AWS::S3::Bucket").forEach(id -> stack.createBucket(s3, id));
    template.resources("AWS::S3::BucketPolicy").forEach(id -> stack.putBucketPolicy(s3, id));
    template
        .resources("AWS::Serverless::Function")
        .forEach(id -> stack.functions.put(id, Function.deploy(miniStack, template, id)));
    stack.createStateMachines(miniStack.root(SfnClient.builder()), iam);
    return stack;
  }

  private void createBucket(S3Client s3, String id) {
    String name = template.name(id);
    s3.createBucket(r -> r.bucket(name));
    for (JsonNode tag : template.properties(id).path("Tags")) {
      s3.putBucketTagging(r ->
          r.bucket(name)
              .tagging(t ->
                  t.tagSet(
                      one -> one.key(tag.path("Key").asText()).value(tag.path("Value").asText()))));
    }
  }

  private void createPolicy(IamClient iam, String id) {
    var document = Json.write(template.properties(id).path("PolicyDocument"));
    iam.createPolicy(r -> r.policyName(template.name(id)).policyDocument(document));
  }

  /** But for the demand of TLS, which no emulator speaks. */
  private void putBucketPolicy(S3Client s3, String id) {
    JsonNode properties = template.properties(id);
    ObjectNode document = properties.path("PolicyDocument").deepCopy();
    ArrayNode statements = document.putArray("Statement");
    for (JsonNode one : properties.at("/PolicyDocument/Statement")) {
      if (!one.path("Sid").asText().equals("TlsOnly")) {
        statements.add(one);
      }
    }
    s3.putBucketPolicy(
        r -> r.bucket(properties.path("Bucket").asText()).policy(Json.write(document)));
  }

  private void createStateMachines(SfnClient sfn, IamClient iam) {
    var role =
        iam.createRole(r ->
                r.roleName("does-nothing-in-" + template.stack()).assumeRolePolicyDocument(TRUST))
            .role()
            .arn();
    template
        .resources("AWS::StepFunctions::StateMachine")
        .forEach(id ->
            sfn.createStateMachine(
                r -> r.name(template.name(id)).definition(DOES_NOTHING).roleArn(role)));
  }

  Template template() {
    return template;
  }

  Collection<Function> functions() {
    return functions.values();
  }

  Function function(String logicalId) {
    return Objects.requireNonNull(
        functions.get(logicalId), "the template has no function " + logicalId);
  }

  @Override
  public void close() {
    functions.values().forEach(Function::close);
  }
}
