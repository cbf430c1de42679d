package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;

/**
 * What became of one bucket of a run.
 *
 * @param index of the request in the manifest, from 0
 * @param reason a stable code to count failures by; absent when it did not fail
 */
public record BucketOutcome(
    int index,
    String bucket,
    Status status,
    Optional<String> reason,
    Optional<String> message,
    Optional<String> undone) {
  /** How a bucket can end. */
  public enum Status {
    CONNECTED,
    UNCHANGED,
    PLANNED,
    FAILED
  }

  /**
   * Reads what a child of the map left: the answer of connect, or Step Functions' error and cause.
   */
  public static BucketOutcome read(JsonNode left) {
    int index = left.path("index").asInt();
    String bucket = left.path("request").path("bucket").asText();
    var answer = left.path("answer");
    return answer.isObject()
        ? new BucketOutcome(
            index, bucket, status(answer), Optional.empty(), Optional.empty(), Optional.empty())
        : failed(index, bucket, left.path("error").asText("unknown"), left.path("cause").asText());
  }

  private static Status status(JsonNode answer) {
    if (answer.path("status").asText().equals("PLANNED")) {
      return Status.PLANNED;
    }
    return answer.path("changed").asBoolean() ? Status.CONNECTED : Status.UNCHANGED;
  }

  private static BucketOutcome failed(int index, String bucket, String error, String cause) {
    // The error and cause of one that was stopped are the words of whoever stopped it.
    var ended = object(cause);
    var execution = ended.path("Status").asText().equals("FAILED") ? ended : object("");
    var failure = object(execution.path("Cause").asText()).path("failure");
    String name = failure.path("error").asText(execution.path("Error").asText(error));
    String message = failure.path("message").asText(cause);
    return new BucketOutcome(
        index,
        bucket,
        Status.FAILED,
        Optional.of(failure.path("code").asText(name.substring(name.lastIndexOf('.') + 1))),
        Optional.of(message),
        Optional.ofNullable(failure.path("undone").textValue()));
  }

  /** The object that the text holds; an empty one when it holds none, as after a timeout. */
  private static JsonNode object(String text) {
    try {
      return text.startsWith("{") ? Json.parse(text) : Json.MAPPER.createObjectNode();
    } catch (IllegalArgumentException e) {
      return Json.MAPPER.createObjectNode();
    }
  }
}
