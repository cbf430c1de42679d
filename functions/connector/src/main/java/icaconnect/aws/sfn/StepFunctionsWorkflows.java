package icaconnect.aws.sfn;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.entry.Workflow;
import icaconnect.entry.Workflows;
import icaconnect.lambda.Json;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/** The stack's state machines. */
public final class StepFunctionsWorkflows implements Workflows {
  private final SfnClient sfn = new Clients().here(SfnClient.builder());

  @Override
  public boolean isStarted(Workflow workflow, String executionName) {
    try {
      sfn.describeExecution(request -> request.executionArn(executionArn(workflow, executionName)));
      return true;
    } catch (ExecutionDoesNotExistException e) {
      return false;
    }
  }

  @Override
  public void start(Workflow workflow, String executionName, JsonNode input) {
    try {
      sfn.startExecution(request ->
          request
              .stateMachineArn(machineArn(workflow))
              .name(executionName)
              .input(Json.write(input)));
    } catch (ExecutionAlreadyExistsException e) {
      // A name stands for one request, so this is the execution that was asked for.
    }
  }

  private static String executionArn(Workflow workflow, String name) {
    return machineArn(workflow).replace(":stateMachine:", ":execution:") + ":" + name;
  }

  private static String machineArn(Workflow workflow) {
    return System.getenv(
        switch (workflow) {
          case CONNECT -> "CONNECT_STATE_MACHINE_ARN";
          case DISCONNECT -> "DISCONNECT_STATE_MACHINE_ARN";
        });
  }
}
