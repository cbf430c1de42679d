package icaconnect.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.ica.AwsCredentials;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.Workflows;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The rotation of one connection on LocalStack, and what there is of its keys. */
final class Rotation {
  private static final String MACHINE = "RotateStateMachineArn";

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final String bucket;

  Rotation(LocalStack localStack, LabBucket bucket) {
    this.localStack = localStack;
    this.workflows = new Workflows(localStack);
    this.account = new Account(localStack);
    this.bucket = bucket.name();
  }

  Workflows.Ended run() {
    return workflows.await(start());
  }

  String start() {
    return workflows.start(MACHINE, request());
  }

  /**
   * Runs a copy of the workflow that ends after the state, whatever should have come next, and
   * holds on to its lease.
   */
  void runKilledAfter(String state) {
    var sfn = workflows.sfn();
    String machine = localStack.output(MACHINE);
    var definition = definition(sfn, machine);
    var states = (ObjectNode) definition.path("States");
    redirect((ObjectNode) states.path(state));
    states.putObject("Killed").put("Type", "Fail").put("Error", "Killed");
    var copy =
        sfn.createStateMachine(r ->
            r.name("killed-" + Long.toString(System.nanoTime(), 36))
                .roleArn(sfn.describeStateMachine(d -> d.stateMachineArn(machine)).roleArn())
                .definition(definition.toString()));
    workflows.await(
        sfn.startExecution(r -> r.stateMachineArn(copy.stateMachineArn()).input(request()))
            .executionArn());
  }

  List<AccessKeyMetadata> keys() {
    return account.iam.listAccessKeys(r -> r.userName(userName())).accessKeyMetadata();
  }

  boolean isActive(String accessKeyId) {
    return keys().stream()
        .anyMatch(
            key -> key.accessKeyId().equals(accessKeyId) && key.status() == StatusType.ACTIVE);
  }

  /** The key in the secret that everybody reads. */
  AwsCredentials current() {
    return labelled("AWSCURRENT").orElseThrow();
  }

  Optional<AwsCredentials> labelled(String label) {
    try {
      var value =
          account
              .secrets
              .getSecretValue(
                  r -> r.secretId("ica-connect/ica-connect/" + userName()).versionStage(label))
              .secretString();
      return Optional.of(Json.MAPPER.convertValue(Json.parse(value), AwsCredentials.class));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The access key's id as the secret's tag names it. */
  String tagged() {
    return account
        .secrets
        .describeSecret(r -> r.secretId("ica-connect/ica-connect/" + userName()))
        .tags()
        .stream()
        .filter(tag -> tag.key().equals("ica-connect:access-key-id"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** An attribute of the registry's item, as text. */
  Optional<String> recorded(String attribute) {
    return account.record(bucket).map(item -> item.get(attribute)).map(value -> value.s());
  }

  private String request() {
    return "{\"bucket\": \"%s\"}".formatted(bucket);
  }

  private String userName() {
    return "ica-" + bucket;
  }

  private static JsonNode definition(SfnClient sfn, String machineArn) {
    return Json.parse(sfn.describeStateMachine(r -> r.stateMachineArn(machineArn)).definition());
  }

  private static void redirect(ObjectNode state) {
    for (String way : List.of("Next", "Default")) {
      if (state.has(way)) {
        state.put(way, "Killed");
      }
    }
    state.path("Choices").forEach(choice -> ((ObjectNode) choice).put("Next", "Killed"));
  }
}
