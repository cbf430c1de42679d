package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;

/** What the trail keeps of an execution: its end, and who started it. */
final class Trails {
  private Trails() {}

  static void keep(Laboratory lab) {
    var trail = lab.application.function("TrailFunction");
    String bucket = lab.application.template().name("TrailBucket");
    for (String machine :
        List.of("ConnectStateMachine", "DisconnectStateMachine", "RotateStateMachine")) {
      String execution = start(lab, lab.application.template().arn(machine));
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

  private static String start(Laboratory lab, String machine) {
    return lab.sfn
        .startExecution(r -> r.stateMachineArn(machine).input("{\"bucket\": \"lab-of-the-trail\"}"))
        .executionArn();
  }
}
