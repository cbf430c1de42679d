package icaconnect.cli.aws;

import static icaconnect.cli.aws.Asking.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.evidence.StackEvidence;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.States;
import icaconnect.evidence.Known;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.step.OwnedBucket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evidence as the stack keeps it and as things are now, read with the caller's own rights. */
final class StackSources extends StackEvidence {
  private final Caller caller;
  private final Stack stack;
  private final Executions executions;

  StackSources(Caller caller, Stack stack) {
    super(
        caller.clients(),
        new Kept(
            stack.output("RegistryTableName"),
            stack.output("TrailBucketName"),
            stack.output("RunsBucketName"),
            stack.account()));
    this.caller = caller;
    this.stack = stack;
    this.executions = new StepFunctionsExecutions(caller);
  }

  @Override
  public ObjectNode installation() {
    return stack.described();
  }

  @Override
  public List<ConnectionRecord> connections() {
    return AwsFailure.said(super::connections);
  }

  @Override
  public Known<JsonNode> states(String execution) {
    return states(executions, execution);
  }

  static Known<JsonNode> states(Executions executions, String execution) {
    return known(() -> States.of(executions.look(execution)));
  }

  @Override
  public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
    var bucket =
        new OwnedBucket(
            connection.bucket(), connection.region().orElse(stack.region()), stack.account());
    var present = new LinkedHashMap<String, Known<JsonNode>>();
    present.put("CORS rules", known(() -> Json.tree(new S3Cors(caller.clients()).read(bucket))));
    present.put(
        "bucket policy",
        known(() ->
            new S3BucketPolicy(caller.clients())
                .read(bucket)
                .orElseGet(Json.MAPPER::createObjectNode)));
    return present;
  }
}
