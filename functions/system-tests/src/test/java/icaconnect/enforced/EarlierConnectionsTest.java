package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.iam.model.Tag;

/** Connections of the time before names carried the stack's go on, where the deployer says so. */
@OnMiniStack
class EarlierConnectionsTest {
  private static final String BUCKET_TAG = "ica-connect:bucket";
  private static Application upgraded;

  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Estate estate;

  EarlierConnectionsTest(MiniStack miniStack, Laboratory lab, Estate estate) {
    this.miniStack = miniStack;
    this.lab = lab;
    this.estate = estate;
  }

  @BeforeEach
  void deployOneThatHasEarlierConnections() {
    if (upgraded == null) {
      upgraded =
          lab.application.beside(miniStack, "upgraded", Map.of("EarlierConnections", "true"));
    }
  }

  @Test
  void an_earlier_connection_keeps_its_names_and_is_changed_rotated_and_given_back() {
    var bucket = lab.bucket();
    var before = bucket.configuration();
    String key = connectedEarlier(bucket, upgraded);

    var answers = upgraded.connect(Laboratory.request(bucket, ""));
    assertThat(answers.findValue("accessKeyId").asText()).isEqualTo(key);
    assertThat(Application.checks(answers).findValuesAsText("status")).doesNotContain("FAIL");
    assertThat(answers.at("/IamFunction/changed").asBoolean()).isFalse();

    upgraded.connect(Laboratory.request(bucket, "\"permissions\": \"extended\""));
    for (String act : List.of("prepare", "prove", "promote", "retire", "retire")) {
      upgraded.rotate(Laboratory.request(bucket, ""), act);
    }
    assertThat(lab.tracesOf("secret ica-connect/ica-" + bucket.name())).hasSize(1);

    upgraded.disconnect(Laboratory.request(bucket, ""));
    assertThat(lab.tracesOf(bucket.name())).isEmpty();
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  @Test
  void a_stack_whose_deployer_has_not_said_so_reaches_none() {
    var bucket = lab.bucket();
    connectedEarlier(bucket, lab.application);

    assertThatThrownBy(() ->
            lab.application.connect(Laboratory.request(bucket, "\"permissions\": \"extended\"")))
        .isInstanceOf(FunctionFailed.class);
    assertThatThrownBy(() -> lab.application.disconnect(Laboratory.request(bucket, "")))
        .isInstanceOf(FunctionFailed.class);
  }

  /** The attack: its record is forgotten, and a key stays live that nobody looks for. */
  @Test
  void the_user_of_an_earlier_connection_keeps_the_stack_from_deletion() {
    var bucket = lab.bucket();
    connectedEarlier(bucket, upgraded);

    upgraded.whileNothingIsConnected(() ->
        assertThat(Doors.guarding(upgraded, "DELETE_IN_PROGRESS").path("Reason").asText())
            .startsWith("USERS_WITHOUT_RECORD: ")
            .contains("ica-" + bucket.name()));

    upgraded.disconnect(Laboratory.request(bucket, ""));
  }

  /** The attack: earlier things have no stack's name, and those of other stacks have one. */
  @TestFactory
  Stream<DynamicTest> one_that_reaches_earlier_things_does_not_reach_another_stacks() {
    String user = estate.connectionUser;
    String secret = "ica-connect/ica-connect/" + user;
    var iam = inside("IamFunction");
    var credential = inside("CredentialFunction");
    var rotation = inside("RotationFunction");
    var verify = inside("VerifyFunction");
    return Stream.of(
        iam.denied("deleting its user", () -> iam.iam.deleteUser(r -> r.userName(user))),
        iam.denied(
            "deleting its policy", () -> iam.iam.deletePolicy(r -> r.policyArn(estate.ourPolicy))),
        iam.denied(
            "giving its user a policy",
            () -> iam.iam.attachUserPolicy(r -> r.userName(user).policyArn(estate.ourPolicy))),
        credential.denied(
            "a key of its user", () -> credential.iam.createAccessKey(r -> r.userName(user))),
        credential.denied(
            "deleting its secret", () -> credential.secrets.deleteSecret(r -> r.secretId(secret))),
        rotation.denied(
            "rotating its user", () -> rotation.iam.createAccessKey(r -> r.userName(user))),
        rotation.denied(
            "reading its secret by the rotation",
            () -> rotation.secrets.getSecretValue(r -> r.secretId(secret))),
        verify.denied(
            "reading its secret", () -> verify.secrets.getSecretValue(r -> r.secretId(secret))));
  }

  /** What an earlier version made of a bucket; the id of the access key. */
  private String connectedEarlier(LabBucket bucket, Application application) {
    String user = "ica-" + bucket.name();
    String policy = "ica-bucket-" + bucket.name();
    var mark = Tag.builder().key(BUCKET_TAG).value(bucket.name()).build();
    String policyArn =
        lab.iam
            .createPolicy(r ->
                r.policyName(policy)
                    .path("/ica-connect/")
                    .policyDocument(Laboratory.vendorsPolicy(bucket))
                    .tags(mark))
            .policy()
            .arn();
    lab.iam.createUser(r ->
        r.userName(user)
            .path("/ica-connect/")
            .permissionsBoundary(application.template().arn("ConnectionBoundary"))
            .tags(mark));
    lab.iam.attachUserPolicy(r -> r.userName(user).policyArn(policyArn));
    var key = lab.iam.createAccessKey(r -> r.userName(user)).accessKey();
    var value =
        Json.tree(
            Map.of(
                "accessKeyId", key.accessKeyId(),
                "secretAccessKey", key.secretAccessKey(),
                "userName", user,
                "bucket", bucket.name()));
    lab.secrets.createSecret(r ->
        r.name("ica-connect/" + user)
            .secretString(Json.write(value))
            .tags(
                t -> t.key(BUCKET_TAG).value(bucket.name()),
                t -> t.key("ica-connect:access-key-id").value(key.accessKeyId())));
    application.remember(
        bucket.name(),
        "iam",
        entry(
            Map.of(
                "userName",
                user,
                "policyName",
                policy,
                "userAdopted",
                false,
                "policyAdopted",
                false)));
    application.remember(
        bucket.name(),
        "credential",
        entry(Map.of("userName", user, "accessKeyId", key.accessKeyId())));
    return key.accessKeyId();
  }

  private static JsonNode entry(Map<String, Object> fields) {
    return Json.tree(fields);
  }

  private Intruder inside(String function) {
    return new Intruder(miniStack, upgraded.function(function).role().credentials());
  }

  @AfterAll
  static void endIt() {
    if (upgraded != null) {
      upgraded.closeBeside();
      upgraded = null;
    }
  }
}
