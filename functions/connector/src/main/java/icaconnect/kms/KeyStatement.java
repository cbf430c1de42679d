package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statement by which a key's policy lets ICA use the key: the vendor's three actions, only
 * through S3 in the key's region, only for this bucket. S3 gives KMS the object's ARN as encryption
 * context, or the bucket's where an S3 Bucket Key is on; objects of both kinds may be there.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
final class KeyStatement {
  static final List<String> ACTIONS = List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey");

  private static final Set<String> OUR_ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

  private static final int DIGEST_CHARACTERS = 16;

  private KeyStatement() {}

  /**
   * Several buckets may share a key, and each has a statement of its own. A key policy's Sid may
   * have any characters.
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
   */
  static String sid(Step step) {
    return step.installation().keySid() + "-" + digest(step.bucket());
  }

  /**
   * Ours lets in. Where no record knows of any, it also has to be one that this application could
   * have written: people may have edited what a record tells of.
   */
  static boolean isOurs(JsonNode statement, Step step) {
    return hasOurSid(statement, step)
        && (isRecorded(step) ? allows(statement) : looksOurs(statement));
  }

  /** Somebody else's under our Sid, such as a Deny: it is neither replaced nor taken away. */
  static boolean isForeign(JsonNode statement, Step step) {
    return hasOurSid(statement, step) && !isOurs(statement, step);
  }

  private static boolean hasOurSid(JsonNode statement, Step step) {
    String sid = statement.path("Sid").asText();
    return sid.equals(sid(step)) || (sid.equals(earlierSid(step)) && isRecorded(step));
  }

  private static boolean allows(JsonNode statement) {
    return "Allow".equals(statement.path("Effect").textValue());
  }

  private static boolean looksOurs(JsonNode statement) {
    var elements = new HashSet<String>();
    statement.fieldNames().forEachRemaining(elements::add);
    JsonNode principal = statement.path("Principal");
    return elements.equals(OUR_ELEMENTS)
        && allows(statement)
        && principal.size() == 1
        && principal.has("AWS")
        && PolicyDocument.listOf(statement.path("Action")).stream()
            .allMatch(action -> ACTIONS.contains(action.asText()));
  }

  /** Whose statement for this bucket it is, where it is another installation's. */
  static Optional<String> otherInstallation(JsonNode statement, Step step) {
    return otherInstallation(statement.path("Sid").asText(), step);
  }

  /** The same of what carries such a name. */
  static Optional<String> otherInstallation(String sid, Step step) {
    String end = "-" + digest(step.bucket());
    return sid.startsWith(Ours.KEY_SID + "-") && sid.endsWith(end) && !sid.equals(sid(step))
        ? Optional.of(sid.substring(Ours.KEY_SID.length(), sid.length() - end.length()))
        : Optional.empty();
  }

  /** Of the time before Sids named an installation. */
  private static String earlierSid(Step step) {
    return Ours.KEY_SID + digest(step.bucket());
  }

  private static boolean isRecorded(Step step) {
    return step.journalled(KmsPlanner.STEP).isPresent();
  }

  static ObjectNode of(Step step, List<String> principals) {
    ObjectNode statement = Json.MAPPER.createObjectNode();
    statement.put("Sid", sid(step));
    statement.put("Effect", "Allow");
    var named = statement.putObject("Principal").putArray("AWS");
    principals.forEach(named::add);
    var actions = statement.putArray("Action");
    ACTIONS.forEach(actions::add);
    statement.put("Resource", "*");
    ObjectNode condition = statement.putObject("Condition");
    condition.putObject("StringEquals").put("kms:ViaService", KeyRequests.viaService(step));
    condition
        .putObject("StringLike")
        .putArray("kms:EncryptionContext:aws:s3:arn")
        .add(KeyRequests.bucketArn(step))
        .add(KeyRequests.objectsArn(step) + "*");
    return statement;
  }

  private static String digest(String bucket) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(bucket.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
