package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What the trail keeps of an execution: its end, and who started it. */
final class Trails {
  private Trails() {}

  static void keep(Laboratory lab) {
    var trail = lab.application.function("TrailFunction");
    String bucket = lab.application.template().name("TrailBucket");
    for (String machine :
        List.of("ConnectStateMachine", "DisconnectStateMachine", "RotateStateMachine")) {
      String execution = ended(lab, lab.application.template().arn(machine));
      var ended =
          Json.MAPPER
              .createObjectNode()
              .put("detail-type", "Step Functions Execution Status Change");
      ended.putObject("detail").put("executionArn", execution);
      trail.invoke(ended);
      trail.invoke(ended);

      var called = Json.MAPPER.createObjectNode().put("detail-type", "AWS API Call via CloudTrail");
      called
          .putObject("detail")
          .put("eventID", "1")
          .putObject("responseElements")
          .put("executionArn", execution);
      trail.invoke(called);

      String name = execution.substring(execution.lastIndexOf(':') + 1);
      assertThat(lab.s3.listObjectsV2(r -> r.bucket(bucket)).contents())
          .filteredOn(object -> object.key().contains(name))
          .as("records of %s", execution)
          .hasSize(2);
    }
  }

  private static String ended(Laboratory lab, String machine) {
    String execution =
        lab.sfn
            .startExecution(
                r -> r.stateMachineArn(machine).input("{\"bucket\": \"lab-of-the-trail\"}"))
            .executionArn();
    lab.sfn.stopExecution(r -> r.executionArn(execution));
    Deadline.await(
        Duration.ofMinutes(1),
        "its end: " + execution,
        () ->
            lab.sfn.describeExecution(r -> r.executionArn(execution)).status()
                != ExecutionStatus.RUNNING);
    return execution;
  }
}
