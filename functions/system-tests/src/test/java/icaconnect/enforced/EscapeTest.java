package icaconnect.enforced;

import static icaconnect.enforced.Estate.ADMINISTRATOR_ACCESS;
import static icaconnect.enforced.Estate.ADOPTABLE;
import static icaconnect.enforced.Estate.BELOW_A_PATH;
import static icaconnect.enforced.Estate.BOSS;
import static icaconnect.enforced.Estate.EVERYTHING;
import static icaconnect.enforced.Estate.OTHER_BUCKET;
import static icaconnect.enforced.Estate.OTHER_SECRET;
import static icaconnect.enforced.Estate.OTHER_TABLE;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Whoever runs code inside a function, or has a connection's key, gets no further than these do.
 */
@OnMiniStack
class EscapeTest {
  private static final String REGISTRY = "ica-connect-Registry";
  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Estate estate;

  EscapeTest(MiniStack miniStack, Laboratory lab, Estate estate) {
    this.miniStack = miniStack;
    this.lab = lab;
    this.estate = estate;
  }

  private static void update(Intruder in, String expression, String key) {
    in.dynamo.updateItem(r ->
        r.tableName(REGISTRY)
            .key(Map.of("bucket", AttributeValue.fromS(key)))
            .updateExpression(expression)
            .expressionAttributeNames(expression.contains("#s") ? Map.of("#s", "state") : null)
            .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("x"))));
  }

  @TestFactory
  Stream<DynamicTest> the_credential_function_is_denied() {
    var in = Intruder.inside("CredentialFunction", miniStack, lab);
    return Stream.of(
        in.denied(
            "a key of somebody else's user", () -> in.iam.createAccessKey(r -> r.userName(BOSS))),
        in.denied(
            "a key of a user below a path that begins as the adoptable names do",
            () -> in.iam.createAccessKey(r -> r.userName(BELOW_A_PATH))),
        in.denied(
            "deleting a key of somebody else's user",
            () ->
                in.iam.deleteAccessKey(r -> r.userName(BOSS).accessKeyId("AKIAXXXXXXXXXXXXXXXX"))),
        in.denied(
            "a key under a name that is not there yet",
            () -> in.iam.createAccessKey(r -> r.userName("nobody"))),
        in.denied(
            "reading a secret that it wrote",
            () ->
                in.secrets.getSecretValue(
                    r -> r.secretId("ica-connect/ica-connect/" + estate.connectionUser))),
        in.denied(
            "reading another secret",
            () -> in.secrets.getSecretValue(r -> r.secretId(OTHER_SECRET))),
        in.denied(
            "writing another secret",
            () -> in.secrets.putSecretValue(r -> r.secretId(OTHER_SECRET).secretString("x"))),
        in.denied(
            "deleting another secret",
            () -> in.secrets.deleteSecret(r -> r.secretId(OTHER_SECRET))),
        in.denied(
            "a secret under another name",
            () -> in.secrets.createSecret(r -> r.name("ica-connectx").secretString("x"))),
        in.denied(
            "a policy for a user",
            () ->
                in.iam.putUserPolicy(
                    r -> r.userName(ADOPTABLE).policyName("x").policyDocument(EVERYTHING))));
  }

  @TestFactory
  Stream<DynamicTest> the_functions_of_the_bucket_are_denied() {
    var policy = Intruder.inside("BucketPolicyFunction", miniStack, lab);
    var cors = Intruder.inside("CorsFunction", miniStack, lab);
    var inspect = Intruder.inside("InspectFunction", miniStack, lab);
    String lab = estate.connected.name();
    return Stream.of(
        policy.denied(
            "the policy of a bucket outside BucketNamePattern",
            () -> policy.s3.putBucketPolicy(r -> r.bucket(OTHER_BUCKET).policy(EVERYTHING))),
        policy.denied(
            "deleting that policy",
            () -> policy.s3.deleteBucketPolicy(r -> r.bucket(OTHER_BUCKET))),
        policy.denied(
            "reading objects", () -> policy.s3.getObjectAsBytes(r -> r.bucket(lab).key("x"))),
        policy.denied(
            "writing objects",
            () -> policy.s3.putObject(r -> r.bucket(lab).key("x"), RequestBody.fromString("x"))),
        policy.denied("deleting the bucket", () -> policy.s3.deleteBucket(r -> r.bucket(lab))),
        policy.denied(
            "its access control list",
            () -> policy.s3.putBucketAcl(r -> r.bucket(lab).acl("public-read"))),
        policy.denied(
            "opening it to the public",
            () -> policy.s3.deletePublicAccessBlock(r -> r.bucket(lab))),
        cors.denied(
            "the policy, to the CORS function",
            () -> cors.s3.putBucketPolicy(r -> r.bucket(lab).policy(EVERYTHING))),
        cors.denied(
            "CORS of a bucket outside the pattern",
            () -> cors.s3.deleteBucketCors(r -> r.bucket(OTHER_BUCKET))),
        inspect.denied(
            "CORS, to the inspecting function",
            () -> inspect.s3.deleteBucketCors(r -> r.bucket(lab))),
        inspect.denied(
            "looking into a bucket outside the pattern",
            () -> inspect.s3.listObjectsV2(r -> r.bucket(OTHER_BUCKET))),
        cors.denied(
            "another table",
            () ->
                cors.dynamo.updateItem(r ->
                    r.tableName(OTHER_TABLE).key(Map.of("bucket", AttributeValue.fromS("x"))))),
        cors.denied(
            "a connection's wish, which audits and repairs obey",
            () -> update(cors, "SET wish = :v", lab)),
        cors.denied("a connection's state", () -> update(cors, "SET #s = :v", lab)),
        cors.denied("the owner of a connection", () -> update(cors, "SET declaredBy = :v", lab)),
        cors.denied(
            "the waiting request of a door", () -> update(cors, "SET journal.x = :v", "request#x")),
        cors.denied(
            "reading a connection by what a write gives back",
            () ->
                cors.dynamo.updateItem(r ->
                    r.tableName(REGISTRY)
                        .key(Map.of("bucket", AttributeValue.fromS(lab)))
                        .updateExpression("SET journal.x = :v")
                        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("x")))
                        .returnValues(ReturnValue.ALL_OLD))),
        policy.denied(
            "reading a connection's wish",
            () ->
                policy.dynamo.getItem(r ->
                    r.tableName(REGISTRY)
                        .key(Map.of("bucket", AttributeValue.fromS(lab)))
                        .projectionExpression("wish"))),
        policy.denied(
            "reading a whole record",
            () ->
                policy.dynamo.getItem(
                    r -> r.tableName(REGISTRY).key(Map.of("bucket", AttributeValue.fromS(lab))))),
        cors.denied("reading the registry", () -> cors.dynamo.scan(r -> r.tableName(REGISTRY))),
        cors.denied(
            "deleting from the registry",
            () ->
                cors.dynamo.deleteItem(
                    r -> r.tableName(REGISTRY).key(Map.of("bucket", AttributeValue.fromS(lab))))));
  }

  /** CloudFormation's answer can be given by whoever has a waiting request's URL. */
  @TestFactory
  Stream<DynamicTest> the_functions_that_list_are_denied_what_doors_keep() {
    return Stream.of(
            "ListFunction",
            "AuditListFunction",
            "AuditSummaryFunction",
            "AuditReportFunction",
            "DeletionGuardFunction")
        .flatMap(function -> {
          var in = Intruder.inside(function, miniStack, lab);
          return Stream.of(
              in.denied(
                  function + ": whole items", () -> in.dynamo.scan(r -> r.tableName(REGISTRY))),
              in.denied(
                  function + ": the URL",
                  () ->
                      in.dynamo.scan(r ->
                          r.tableName(REGISTRY)
                              .select(Select.SPECIFIC_ATTRIBUTES)
                              .projectionExpression("#bucket, responseUrl")
                              .expressionAttributeNames(Map.of("#bucket", "bucket")))),
              in.denied(
                  function + ": guessing the URL by a filter",
                  () ->
                      in.dynamo.scan(r ->
                          r.tableName(REGISTRY)
                              .select(Select.COUNT)
                              .filterExpression("begins_with(responseUrl, :v)")
                              .expressionAttributeValues(
                                  Map.of(":v", AttributeValue.fromS("https://"))))),
              in.denied(
                  function + ": a waiting request",
                  () ->
                      in.dynamo.getItem(r ->
                          r.tableName(REGISTRY)
                              .key(Map.of("bucket", AttributeValue.fromS("request#cfn-1"))))));
        });
  }

  /** An audit that repairs, or the undoing of a connect, would carry it out. */
  @TestFactory
  Stream<DynamicTest>
      the_function_that_rebuilds_records_is_denied_a_wish_that_passes_for_a_persons() {
    var in = Intruder.inside("AuditListFunction", miniStack, lab);
    var unmarked =
        Map.of(
            "bucket", AttributeValue.fromS("lab-forged"),
            "state", AttributeValue.fromS("CONNECTED"),
            "wish", AttributeValue.fromS("{\"crossAccountCopy\": true}"));
    var withHistory = new HashMap<>(unmarked);
    withHistory.put("history", AttributeValue.fromS("[]"));
    return Stream.of(
        in.denied("no mark", () -> in.dynamo.putItem(r -> r.tableName(REGISTRY).item(unmarked))),
        in.denied(
            "a history, and the mark in a condition only",
            () ->
                in.dynamo.putItem(r ->
                    r.tableName(REGISTRY)
                        .item(withHistory)
                        .conditionExpression("attribute_not_exists(rebuilt)"))));
  }

  @TestFactory
  Stream<DynamicTest> the_rotating_function_is_denied() {
    var in = Intruder.inside("RotationFunction", miniStack, lab);
    String ours = "ica-connect/ica-connect/" + estate.connectionUser;
    return Stream.of(
        in.denied(
            "a key of somebody else's user", () -> in.iam.createAccessKey(r -> r.userName(BOSS))),
        in.denied(
            "reading another secret",
            () -> in.secrets.getSecretValue(r -> r.secretId(OTHER_SECRET))),
        in.denied(
            "writing another secret",
            () -> in.secrets.putSecretValue(r -> r.secretId(OTHER_SECRET).secretString("x"))),
        in.denied(
            "deleting the connection's secret",
            () -> in.secrets.deleteSecret(r -> r.secretId(ours))));
  }

  @TestFactory
  Stream<DynamicTest> the_verifying_function_is_denied() {
    var in = Intruder.inside("VerifyFunction", miniStack, lab);
    return Stream.of(
        in.denied(
            "reading another secret",
            () -> in.secrets.getSecretValue(r -> r.secretId(OTHER_SECRET))),
        in.denied(
            "replacing the connection's secret",
            () ->
                in.secrets.putSecretValue(r ->
                    r.secretId("ica-connect/ica-connect/" + estate.connectionUser)
                        .secretString("x"))),
        in.denied(
            "the bucket with its own role",
            () -> in.s3.listObjectsV2(r -> r.bucket(estate.connected.name()))),
        in.denied("a session of its own", () -> in.sts.getFederationToken(r -> r.name("x"))));
  }

  @TestFactory
  Stream<DynamicTest> a_connections_user_is_denied_even_with_AdministratorAccess() {
    lab.iam.attachUserPolicy(
        r -> r.userName(estate.connectionUser).policyArn(ADMINISTRATOR_ACCESS));
    lab.iam
        .listAccessKeys(r -> r.userName(estate.connectionUser))
        .accessKeyMetadata()
        .forEach(key ->
            lab.iam.deleteAccessKey(
                r -> r.userName(estate.connectionUser).accessKeyId(key.accessKeyId())));
    var in = new Intruder(miniStack, new Federation(miniStack).newKey(estate.connectionUser));
    String bucket = estate.connected.name();
    String user = lab.iam.getUser(r -> r.userName(estate.connectionUser)).user().arn();
    lab.s3.putBucketPolicy(r -> r.bucket(OTHER_BUCKET).policy(letsIn(user)));
    return Stream.of(
        in.denied("a key of another user", () -> in.iam.createAccessKey(r -> r.userName(BOSS))),
        in.denied(
            "dropping its boundary",
            () -> in.iam.deleteUserPermissionsBoundary(r -> r.userName(estate.connectionUser))),
        in.denied(
            "a bucket outside the pattern whose own policy lets it in",
            () -> in.s3.listObjectsV2(r -> r.bucket(OTHER_BUCKET))),
        in.denied(
            "the bucket's policy",
            () -> in.s3.putBucketPolicy(r -> r.bucket(bucket).policy(EVERYTHING))),
        in.denied("deleting the bucket", () -> in.s3.deleteBucket(r -> r.bucket(bucket))),
        in.denied("a secret", () -> in.secrets.getSecretValue(r -> r.secretId(OTHER_SECRET))),
        in.denied("the registry", () -> in.dynamo.scan(r -> r.tableName(REGISTRY))));
  }

  private static String letsIn(String user) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
      "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::%s"}]}
    """
        .formatted(user, OTHER_BUCKET);
  }
}
