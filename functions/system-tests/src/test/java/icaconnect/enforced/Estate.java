package icaconnect.enforced;

import icaconnect.workflow.LabBucket;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What else there is in the account, and is none of this application's business. */
final class Estate {
  static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";
  static final String EVERYTHING =
      "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}";

  /** A user of somebody else's. */
  static final String BOSS = "boss";

  /** A user that a request may adopt, outside the boundary. */
  static final String ADOPTABLE = "illumina_boss";

  /** A privileged user whose path, not whose name, begins as adoptable names do. */
  static final String BELOW_A_PATH = "root-admin";

  /** A user at our path that somebody made without a boundary. */
  static final String UNBOUNDED = "ica-unbounded";

  static final String OTHER_BUCKET = "payroll-bucket";
  static final String OTHER_SECRET = "payroll/database";
  static final String OTHER_TABLE = "payroll";

  /** A policy as this application writes them, which allows everything. */
  final String ourPolicy;

  /** One of ours too, which a person has attached to {@link #ADOPTABLE} by hand. */
  final String attachedByHand;

  /** A policy whose path begins as the adoptable names do. */
  final String policyBelowAPath;

  /** A connected bucket, and its user. */
  final LabBucket connected;

  final String connectionUser;

  Estate(MiniStack miniStack, Laboratory lab) {
    lab.iam.createUser(r -> r.userName(BOSS));
    lab.iam.createUser(r -> r.userName(ADOPTABLE));
    lab.iam.createUser(
        r -> r.userName(BELOW_A_PATH).path("/illumina-it/").permissionsBoundary(lab.boundaryArn()));
    lab.iam.createUser(r -> r.userName(UNBOUNDED).path("/ica-connect/ica-connect/us-east-1/"));
    ourPolicy =
        lab.iam
            .createPolicy(r ->
                r.policyName("ica-evil")
                    .path("/ica-connect/ica-connect/us-east-1/")
                    .policyDocument(EVERYTHING))
            .policy()
            .arn();
    attachedByHand =
        lab.iam
            .createPolicy(r ->
                r.policyName("ica-by-hand")
                    .path("/ica-connect/ica-connect/us-east-1/")
                    .policyDocument(EVERYTHING.replace("Allow", "Deny")))
            .policy()
            .arn();
    lab.iam.attachUserPolicy(r -> r.userName(ADOPTABLE).policyArn(attachedByHand));
    policyBelowAPath =
        lab.iam
            .createPolicy(
                r -> r.policyName("root").path("/illumina-it/").policyDocument(EVERYTHING))
            .policy()
            .arn();
    lab.s3.createBucket(r -> r.bucket(OTHER_BUCKET));
    lab.secrets.createSecret(r -> r.name(OTHER_SECRET).secretString("hidden"));
    miniStack
        .root(DynamoDbClient.builder())
        .createTable(r ->
            r.tableName(OTHER_TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    a -> a.attributeName("bucket").attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName("bucket").keyType(KeyType.HASH)));
    connected = lab.bucket();
    lab.connect(connected);
    connectionUser = "ica-" + connected.name();
  }
}
