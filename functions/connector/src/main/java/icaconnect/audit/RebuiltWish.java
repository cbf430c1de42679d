package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import java.util.Optional;

/**
 * The request that a connection was made by, as far as its user's policy shows it. Whatever else
 * was asked for, the audit's plan shows as drift: so this is never applied without a person.
 */
final class RebuiltWish {
  /** An action that Illumina's own documents do not have. */
  private static final String EXTENDED = "s3:PutObjectTagging";

  private RebuiltWish() {}

  static JsonNode of(Trace trace) {
    ObjectNode wish =
        Json.MAPPER
            .createObjectNode()
            .put("bucket", trace.bucket())
            .put("userName", trace.userName());
    trace
        .policy()
        .ifPresent(policy -> {
          prefix(policy, trace.bucket()).ifPresent(prefix -> wish.put("prefix", prefix));
          if (allows(policy, EXTENDED)) {
            wish.put("permissions", "extended");
          }
        });
    return wish;
  }

  private static boolean allows(JsonNode policy, String action) {
    return PolicyDocument.statementsOf(policy).stream()
        .flatMap(statement -> PolicyDocument.listOf(statement.path("Action")).stream())
        .anyMatch(each -> each.asText().equals(action));
  }

  /** Of {@code arn:PARTITION:s3:::BUCKET/PREFIX*}. */
  private static Optional<String> prefix(JsonNode policy, String bucket) {
    String start = ":s3:::" + bucket + "/";
    return PolicyDocument.statementsOf(policy).stream()
        .flatMap(statement -> PolicyDocument.listOf(statement.path("Resource")).stream())
        .map(JsonNode::asText)
        .filter(arn -> arn.contains(start) && arn.endsWith("/*"))
        .map(arn -> arn.substring(arn.indexOf(start) + start.length(), arn.length() - 1))
        .filter(prefix -> !prefix.isEmpty())
        .findFirst();
  }
}
