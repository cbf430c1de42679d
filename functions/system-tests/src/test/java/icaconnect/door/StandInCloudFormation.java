package icaconnect.door;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import icaconnect.entry.RequestId;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** CloudFormation in a test's hand: sends any event at any time, and collects the answers. */
final class StandInCloudFormation implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration LOST = Duration.ofSeconds(10);
  private static final String STACKS = "arn:aws:cloudformation:us-east-1:000000000000:stack/";

  private final LocalStack localStack;
  private final LambdaClient lambda;
  private final WireMockServer responseUrls =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  StandInCloudFormation(LocalStack localStack) {
    this.localStack = localStack;
    lambda = localStack.client(LambdaClient.builder());
    responseUrls.start();
    responseUrls.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
  }

  /** A resource named Connection in a stack of this name. */
  record Event(ObjectNode json) {
    static Event create(String stack, Map<String, Object> properties) {
      var json =
          Json.MAPPER
              .createObjectNode()
              .put("RequestType", "Create")
              .put("StackId", STACKS + stack + "/0000")
              .put("RequestId", UUID.randomUUID().toString())
              .put("LogicalResourceId", "Connection")
              .put("ResourceType", "Custom::IcaBucketConnection");
      json.set("ResourceProperties", Json.tree(properties));
      return new Event(json);
    }

    static Event update(
        String stack,
        String physicalId,
        Map<String, Object> properties,
        Map<String, Object> before) {
      var event = create(stack, properties);
      event.json.put("RequestType", "Update").put("PhysicalResourceId", physicalId);
      event.json.set("OldResourceProperties", Json.tree(before));
      return event;
    }

    static Event delete(String stack, String physicalId, Map<String, Object> properties) {
      var event = create(stack, properties);
      event.json.put("RequestType", "Delete").put("PhysicalResourceId", physicalId);
      return event;
    }

    /** Of the resource that this event creates, as it is declared there. */
    Event deletion(String physicalId) {
      var copy = json.deepCopy();
      copy.put("RequestType", "Delete")
          .put("RequestId", UUID.randomUUID().toString())
          .put("PhysicalResourceId", physicalId);
      return new Event(copy);
    }

    RequestId id() {
      return new RequestId(
          json.path("StackId").asText(),
          json.path("RequestId").asText(),
          json.path("LogicalResourceId").asText());
    }
  }

  /** Delivers the event, as often as it is called. */
  void deliver(Event event) {
    var json = event.json.deepCopy().put("ResponseURL", responseUrl(event));
    lambda.invoke(r ->
        r.functionName(localStack.output("ConnectionResourceArn"))
            .invocationType(InvocationType.EVENT)
            .payload(SdkBytes.fromUtf8String(Json.write(json))));
  }

  /** Delivers the event once and returns the answer. */
  JsonNode send(Event event) {
    deliver(event);
    return answer(event);
  }

  /**
   * Delivers the event until it is answered. LocalStack loses an event for some minutes when it
   * comes just after an update of the function: the former version takes it and ends.
   */
  JsonNode insist(Event event) {
    var again = new Instant[] {Instant.now()};
    Deadline.await(
        LONGEST,
        () -> "an answer to " + event.json,
        () -> {
          if (Instant.now().isAfter(again[0])) {
            deliver(event);
            again[0] = Instant.now().plus(LOST);
          }
          return !answers(event).isEmpty();
        });
    return answers(event).getFirst();
  }

  JsonNode answer(Event event) {
    Deadline.await(LONGEST, () -> "an answer to " + event.json, () -> !answers(event).isEmpty());
    return answers(event).getFirst();
  }

  List<JsonNode> answers(Event event) {
    return responseUrls.findAll(putRequestedFor(urlPathEqualTo(path(event)))).stream()
        .map(LoggedRequest::getBodyAsString)
        .map(Json::parse)
        .toList();
  }

  WireMockServer responseUrls() {
    return responseUrls;
  }

  static String path(Event event) {
    return "/" + event.id().value();
  }

  private String responseUrl(Event event) {
    return responseUrls.baseUrl() + path(event) + "?X-Amz-Signature=response-url-signature";
  }

  @Override
  public void close() {
    responseUrls.stop();
  }
}
