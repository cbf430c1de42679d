package icaconnect.event;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * "Tag Change on Resource" of a bucket. What the event says of tags is old by the time it arrives:
 * the bucket's present tags decide, so that late and repeated events come to the same.
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/monitor-tag-changes.html
 */
final class TagEvent {
  static final String DETAIL_TYPE = "Tag Change on Resource";
  static final String CONNECT = "ica-connect";
  static final String PREFIX = "ica-connect-prefix";
  static final String CROSS_ACCOUNT_COPY = "ica-connect-cross-account-copy";

  /**
   * Whoever may tag may do less than a person who starts workflows: tags work only on what they
   * declare.
   */
  static final String OWNER = "the tags of the bucket";

  private static final Pattern BUCKET_ARN = Pattern.compile("arn:aws[a-z-]*:s3:::([^/:]+)");

  private TagEvent() {}

  static EventDecision decide(ScheduledEvent event, String account, BucketTags tags) {
    var arn = BUCKET_ARN.matcher(event.getResources().stream().findFirst().orElse(""));
    if (!arn.matches()) {
      return new EventDecision.PutAside("NOT_A_BUCKET: the tagged resource is not an S3 bucket.");
    }
    String bucket = arn.group(1);
    try {
      return tags.of(bucket, account)
          .map(present -> decide(event, bucket, present))
          .orElseGet(() ->
              new EventDecision.PutAside(
                  "BUCKET_MISSING: account " + account + " has no bucket " + bucket + "."));
    } catch (Refused e) {
      return new EventDecision.PutAside(e.getMessage());
    }
  }

  private static EventDecision decide(
      ScheduledEvent event, String bucket, Map<String, String> tags) {
    if ("true".equalsIgnoreCase(tags.get(CONNECT))) {
      return start("connect", event, request(bucket, tags));
    }
    return changed(event, CONNECT)
        ? start("disconnect", event, Json.MAPPER.createObjectNode().put("bucket", bucket))
        : new EventDecision.PutAside(
            "NOT_ASKED: the bucket " + bucket + " has no tag " + CONNECT + " = true.");
  }

  private static EventDecision start(String action, ScheduledEvent event, JsonNode request) {
    try {
      Connection.parse(request);
      return new EventDecision.Start(action, request, EventId.executionName(event), false, OWNER);
    } catch (InvalidRequest e) {
      return new EventDecision.PutAside("MALFORMED: " + e.getMessage());
    }
  }

  private static JsonNode request(String bucket, Map<String, String> tags) {
    var request = Json.MAPPER.createObjectNode().put("bucket", bucket);
    Optional.ofNullable(tags.get(PREFIX)).ifPresent(prefix -> request.put("prefix", prefix));
    Optional.ofNullable(tags.get(CROSS_ACCOUNT_COPY))
        .ifPresent(copy -> request.put("crossAccountCopy", copy));
    return request;
  }

  private static boolean changed(ScheduledEvent event, String key) {
    var keys = Json.tree(event.getDetail()).path("changed-tag-keys");
    return StreamSupport.stream(keys.spliterator(), false)
        .anyMatch(one -> one.asText().equals(key));
  }
}
