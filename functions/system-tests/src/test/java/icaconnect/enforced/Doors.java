package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;

/** What goes through the doors of the application, and what is read at them. */
final class Doors {
  private Doors() {}

  /** A template declares a connection: the workflow starts once, and its end is answered once. */
  static void declare(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var request = cloudFormation.request("cloudformation-create");
      var started = invoke(lab, "CustomResourceFunction", request);
      assertThat(invoke(lab, "CustomResourceFunction", request))
          .as("delivered twice")
          .isEqualTo(started);
      reply(lab, started, "{\"status\": \"CONNECTED\"}");
    }
  }

  /** The declaration goes, and its end is answered; a connection that is gone already, too. */
  static void withdraw(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var request = cloudFormation.request("cloudformation-delete");
      var started = invoke(lab, "CustomResourceFunction", request);
      assertThat(invoke(lab, "CustomResourceFunction", request))
          .as("delivered twice")
          .isEqualTo(started);
      reply(lab, started, "{\"status\": \"DISCONNECTED\"}");
    }
  }

  /** An update has replaced the resource, and its former bucket is withdrawn while it cleans up. */
  static void cleanUp(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var request = cloudFormation.request("cloudformation-delete");
      DescribedStacks.doing(
          ((ObjectNode) request.deepCopy()).put("DescribedId", "ica-connect:lab-new-data"));
      var started = invoke(lab, "CustomResourceFunction", request);
      reply(lab, started, "{\"status\": \"DISCONNECTED\"}");
    }
  }

  /** A declared connection moves to a bucket where it fails: what that left is taken back. */
  static void replaceInVain(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var started =
          invoke(
              lab,
              "CustomResourceFunction",
              cloudFormation.request("cloudformation-update-replacement"));
      reply(
          lab,
          started,
          "{\"status\": \"FAILED\", \"message\": \"no\", \"undone\": \"not everything\", \"traces\": true}");
    }
  }

  /**
   * A refusal is answered at once, without a workflow, and not again when it is delivered twice.
   */
  static void refuse(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var request = cloudFormation.request("cloudformation-create-refused");
      invoke(lab, "CustomResourceFunction", request);
      invoke(lab, "CustomResourceFunction", request);
      assertThat(cloudFormation.received()).isEqualTo(1);
    }
  }

  /** The custom resource function died, and Lambda hands its event to Reply. */
  static void answerForTheDead(Laboratory lab) {
    try (var cloudFormation = new CloudFormation()) {
      var event = Json.MAPPER.createObjectNode();
      event.set("requestPayload", cloudFormation.request("cloudformation-create"));
      event.putObject("requestContext").put("condition", "RetriesExhausted");
      invoke(lab, "ReplyFunction", event);
    }
  }

  /** The stack is to be deleted, or an update of it fails, while a bucket is connected. */
  static void deleteTheStack(Laboratory lab) {
    var bucket = lab.bucket();
    lab.connect(bucket);
    assertThat(guarding(lab.application, "DELETE_IN_PROGRESS").path("Reason").asText())
        .startsWith("STILL_CONNECTED: ");
    assertThat(guarding(lab.application, "UPDATE_ROLLBACK_IN_PROGRESS").path("Status").asText())
        .isEqualTo("SUCCESS");
    lab.application.whileNothingIsConnected(() ->
        assertThat(guarding(lab.application, "DELETE_IN_PROGRESS").path("Reason").asText())
            .startsWith("USERS_WITHOUT_RECORD: ")
            .contains("ica-" + bucket.name()));
    lab.disconnect(bucket);
  }

  static JsonNode guarding(Application application, String status) {
    try (var cloudFormation = new CloudFormation()) {
      application
          .function("DeletionGuardFunction")
          .invoke(cloudFormation.deletionOfTheGuard(application.template(), status));
      return cloudFormation.answer();
    }
  }

  static void list(Laboratory lab) {
    invoke(lab, "ListFunction", Json.MAPPER.createObjectNode());
  }

  private static void reply(Laboratory lab, JsonNode started, String outcome) {
    var event =
        Json.MAPPER.createObjectNode().put("key", "request#" + started.path("execution").asText());
    event.set("outcome", Json.parse(outcome));
    assertThat(invoke(lab, "ReplyFunction", event).path("answer").asText())
        .as("%s", started)
        .isNotEqualTo("NOBODY_WAITS");
  }

  private static JsonNode invoke(Laboratory lab, String function, JsonNode event) {
    return lab.application.function(function).invoke(event);
  }
}
