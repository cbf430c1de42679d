package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Permissions;
import icaconnect.lambda.Json;
import icaconnect.step.AwsAccount;
import icaconnect.step.BucketFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the policy of ICA's user: one of the two documents on Illumina's page "Connect AWS S3
 * Bucket" word for word, narrowed to the prefix, and after it what more this connection needs.
 */
final class PermissionPolicy {
  private static final List<String> BUCKET =
      List.of(
          "s3:PutBucketNotification",
          "s3:ListBucket",
          "s3:GetBucketNotification",
          "s3:GetBucketLocation");
  private static final List<String> BUCKET_VERSIONS =
      List.of("s3:ListBucketVersions", "s3:GetBucketVersioning");
  private static final List<String> OBJECTS =
      List.of("s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject");
  private static final List<String> OBJECT_VERSIONS =
      List.of("s3:DeleteObjectVersion", "s3:GetObjectVersion");

  private static final List<String> MORE_ON_OBJECTS =
      List.of(
          "s3:GetObjectTagging",
          "s3:PutObjectTagging",
          "s3:DeleteObjectTagging",
          "s3:ListMultipartUploadParts",
          "s3:AbortMultipartUpload");
  private static final List<String> MORE_ON_OBJECT_VERSIONS =
      List.of(
          "s3:GetObjectVersionTagging",
          "s3:PutObjectVersionTagging",
          "s3:DeleteObjectVersionTagging");

  private static final List<String> KEY =
      List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey");

  private PermissionPolicy() {}

  static JsonNode of(Connection connection, BucketFacts facts, AwsAccount account) {
    String bucket = "arn:" + account.partition() + ":s3:::" + connection.bucket();
    // ICA's prefixes end with "/", so the star cannot reach a neighbouring folder.
    String objects = bucket + "/" + connection.prefix().value() + "*";
    boolean versions = facts.versioning().keepsVersions();

    ObjectNode document = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = document.putArray("Statement");
    allow(statements, versions ? both(BUCKET, BUCKET_VERSIONS) : BUCKET)
        .putArray("Resource")
        .add(bucket);
    allow(statements, versions ? both(OBJECTS, OBJECT_VERSIONS) : OBJECTS).put("Resource", objects);
    allow(statements, List.of("sts:GetFederationToken"))
        .putArray("Resource")
        .add(sessions(connection, account));
    if (connection.permissions() == Permissions.EXTENDED) {
      allow(statements, versions ? both(MORE_ON_OBJECTS, MORE_ON_OBJECT_VERSIONS) : MORE_ON_OBJECTS)
          .put("Resource", objects);
    }
    facts
        .kmsKeyArn()
        .ifPresent(
            key -> keyUse(statements, key, "s3." + facts.region() + "." + account.urlSuffix()));
    return document;
  }

  /**
   * The vendor's document lets the user open sessions under any name; the extended one under its
   * own only, which is how ICA names them.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_enable-create.html
   */
  private static String sessions(Connection connection, AwsAccount account) {
    return connection.permissions() == Permissions.EXTENDED
        ? "arn:"
            + account.partition()
            + ":sts::"
            + account.id()
            + ":federated-user/"
            + connection.userName()
        : "*";
  }

  /**
   * The vendor's three actions, and only for what S3 does for the user in the bucket's region.
   * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
   */
  private static void keyUse(ArrayNode statements, String key, String viaService) {
    ObjectNode statement = allow(statements, KEY).put("Resource", key);
    statement.putObject("Condition").putObject("StringEquals").put("kms:ViaService", viaService);
  }

  private static ObjectNode allow(ArrayNode statements, List<String> actions) {
    ObjectNode statement = statements.addObject().put("Effect", "Allow");
    actions.forEach(statement.putArray("Action")::add);
    return statement;
  }

  private static List<String> both(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
