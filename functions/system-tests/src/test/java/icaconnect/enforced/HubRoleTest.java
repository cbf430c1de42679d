package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** What organisation/member.yaml lets a hub of the organisation do in an account, as declared. */
@OnMiniStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubRoleTest {
  private static final String HUB = "111122223333";
  private static final String STRANGER = "999988887777";
  private static final String APPLICATION = "lab-app";
  private static final String ASKS =
      "arn:aws:states:us-east-1:" + HUB + ":stateMachine:ica-connect-hub-many-accounts";
  private static final List<String> ASKED = List.of("connect", "disconnect", "audit");
  private static final Map<String, String> OF_ITS_EXECUTIONS =
      Map.of("aws:states:stateMachineArn", machine("lab-app-connect"));
  private static final String UNDER_A_KEY = "ReadExecutionsUnderTheKey kms:Decrypt";
  private static final String DOES_NOTHING =
      "{\"StartAt\": \"End\", \"States\": {\"End\": {\"Type\": \"Pass\", \"End\": true}}}";

  private final MiniStack miniStack;
  private final SfnClient sfn;
  private final Map<String, String> executions = new HashMap<>();
  private String organisation;

  HubRoleTest(MiniStack miniStack) {
    this.miniStack = miniStack;
    this.sfn = miniStack.root(SfnClient.builder());
  }

  @BeforeAll
  void an_organisation_and_an_account_with_the_application() throws Exception {
    organisation = organisationOf(HUB);
    String nothing =
        miniStack
            .root(IamClient.builder())
            .createRole(r ->
                r.roleName("does-nothing-for-the-hub")
                    .assumeRolePolicyDocument(
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                            + " \"Principal\": {\"Service\": \"states.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}"))
            .role()
            .arn();
    for (String workflow :
        List.of(
            "lab-app-connect",
            "lab-app-disconnect",
            "lab-app-audit",
            "lab-app-rotate",
            "lab-app-connect-many",
            "lab-app-disconnect-all",
            "other-connect")) {
      String arn =
          sfn.createStateMachine(r -> r.name(workflow).definition(DOES_NOTHING).roleArn(nothing))
              .stateMachineArn();
      executions.put(
          workflow, sfn.startExecution(r -> r.stateMachineArn(arn).input("{}")).executionArn());
    }
  }

  @Test
  void one_workflow_of_the_hub_may_be_it_and_nobody_else() throws Exception {
    String role = deployed("trusting", organisation);
    var asks = role(HUB, "ica-connect-hub-asks-us-east-1", "/ica-connect-hub/");

    assertThat(assumed(asks, role, ASKS)).isNotNull();
    assertThat(assumed(asks, role, ASKS + "/Lines")).isNotNull();

    for (String wrong :
        Stream.of(ASKS + "2", ASKS.replace("us-east-1", "eu-west-2"), "anything").toList()) {
      refused(asks, role, wrong);
    }
    refusedWithoutExternalId(asks, role);
    refused(role(HUB, "somebody", "/"), role, ASKS);
    refused(role(HUB, "ica-connect-hub-asks-us-east-1x", "/ica-connect-hub/"), role, ASKS);
    refused(AwsBasicCredentials.create(HUB, "test"), role, ASKS);
    organisationOf(STRANGER);
    refused(role(STRANGER, "ica-connect-hub-asks-us-east-1", "/ica-connect-hub/"), role, ASKS);
    refused(asks, deployed("of-another-organisation", organisationOf(STRANGER)), ASKS);
  }

  @Test
  void without_any_one_permission_but_the_keys_something_fails() {
    var role = Role.deploy(miniStack, member("measured", organisation), "HubRole");
    var table = new PermissionTable();
    var unneeded = new ArrayList<Permission>();
    asksAndSees(role.credentials());
    for (Permission permission : role.permissions()) {
      var failed = new boolean[1];
      role.without(permission, () -> failed[0] = fails(role.credentials()));
      if (!failed[0]) {
        unneeded.add(permission);
      }
    }
    table.add("HubRole", role.permissions(), unneeded);
    System.out.println(table);
    // No emulator keeps executions under a key: test_organisation.py judges that one permission.
    assertThat(table.removable()).containsExactly("HubRole: " + UNDER_A_KEY);
  }

  @TestFactory
  Stream<DynamicTest> whoever_has_the_hub_is_denied() {
    var credentials = Role.deploy(miniStack, member("lost", organisation), "HubRole").credentials();
    var in = new Intruder(miniStack, credentials);
    var asHub = miniStack.as(credentials, SfnClient.builder());
    String connecting = executions.get("lab-app-connect");
    SdkBytes ciphertext = underTheApplicationsKey();
    return Stream.of(
        in.denied("a rotation", () -> start(asHub, "lab-app-rotate")),
        in.denied("many buckets at once", () -> start(asHub, "lab-app-connect-many")),
        in.denied("disconnecting all", () -> start(asHub, "lab-app-disconnect-all")),
        in.denied("another stack's workflow", () -> start(asHub, "other-connect")),
        in.denied(
            "how another stack's ended",
            () -> asHub.describeExecution(r -> r.executionArn(executions.get("other-connect")))),
        in.denied(
            "how a rotation ended",
            () -> asHub.describeExecution(r -> r.executionArn(executions.get("lab-app-rotate")))),
        in.denied(
            "an execution's history",
            () -> asHub.getExecutionHistory(r -> r.executionArn(connecting))),
        in.denied("stopping one", () -> asHub.stopExecution(r -> r.executionArn(connecting))),
        in.denied(
            "which there are",
            () -> asHub.listExecutions(r -> r.stateMachineArn(machine("lab-app-connect")))),
        in.denied(
            "another definition",
            () ->
                asHub.updateStateMachine(
                    r -> r.stateMachineArn(machine("lab-app-connect")).definition(DOES_NOTHING))),
        in.denied(
            "a bucket's policy", () -> in.s3.putBucketPolicy(r -> r.bucket("b").policy("{}"))),
        in.denied("a user", () -> in.iam.createUser(r -> r.userName("u"))),
        in.denied("a secret", () -> in.secrets.getSecretValue(r -> r.secretId("s"))),
        in.denied(
            "what is under the application's key, without Step Functions",
            () ->
                in.kms.decrypt(
                    r -> r.ciphertextBlob(ciphertext).encryptionContext(OF_ITS_EXECUTIONS))),
        in.denied("the registry", () -> in.dynamo.scan(r -> r.tableName("ica-connect-Registry"))));
  }

  private SdkBytes underTheApplicationsKey() {
    var kms = miniStack.root(KmsClient.builder());
    String key = kms.createKey().keyMetadata().keyId();
    return kms.encrypt(r ->
            r.keyId(key)
                .plaintext(SdkBytes.fromUtf8String("an execution"))
                .encryptionContext(OF_ITS_EXECUTIONS))
        .ciphertextBlob();
  }

  private boolean fails(AwsCredentials hub) {
    try {
      asksAndSees(hub);
      return false;
    } catch (software.amazon.awssdk.services.sfn.model.SfnException denied) {
      return denied.awsErrorDetails().errorCode().contains("AccessDenied");
    }
  }

  private void asksAndSees(AwsCredentials hub) {
    var asHub = miniStack.as(hub, SfnClient.builder());
    for (String workflow : ASKED) {
      String execution = start(asHub, APPLICATION + "-" + workflow);
      asHub.describeExecution(r -> r.executionArn(execution));
    }
  }

  private static String start(SfnClient asHub, String workflow) {
    return asHub
        .startExecution(r -> r.stateMachineArn(machine(workflow)).input("{}"))
        .executionArn();
  }

  private static String machine(String name) {
    return "arn:aws:states:" + Template.REGION + ":" + Template.ACCOUNT + ":stateMachine:" + name;
  }

  private static Template member(String stack, String organisation) {
    return new Template(
        "organisation/member.yaml",
        stack,
        Map.of(
            "Application", APPLICATION,
            "OrganisationId", organisation,
            "HubAccountId", HUB,
            "HubMayAsk", "true"));
  }

  /** The role with the trust that the template declares. */
  private String deployed(String name, String organisation) {
    JsonNode declared = member(name, organisation).properties("HubRole");
    return miniStack
        .root(IamClient.builder())
        .createRole(r ->
            r.roleName(name)
                .assumeRolePolicyDocument(Json.write(declared.path("AssumeRolePolicyDocument"))))
        .role()
        .arn();
  }

  /** A role of another account that may assume any. */
  private AwsCredentials role(String account, String name, String path) {
    var root = AwsBasicCredentials.create(account, "test");
    var iam = miniStack.as(root, IamClient.builder());
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "sts:AssumeRole"}]}
        """
            .formatted(account);
    String arn =
        iam.createRole(r -> r.roleName(name).path(path).assumeRolePolicyDocument(trust))
            .role()
            .arn();
    iam.putRolePolicy(r ->
        r.roleName(name)
            .policyName("assumes")
            .policyDocument(
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"*\"}]}"));
    return session(
        miniStack
            .as(root, StsClient.builder())
            .assumeRole(r -> r.roleArn(arn).roleSessionName("asks"))
            .credentials());
  }

  private AwsCredentials assumed(AwsCredentials somebody, String role, String externalId) {
    return session(
        miniStack
            .as(somebody, StsClient.builder())
            .assumeRole(r -> r.roleArn(role).roleSessionName("asks").externalId(externalId))
            .credentials());
  }

  private void refused(AwsCredentials somebody, String role, String externalId) {
    assertThatThrownBy(() -> assumed(somebody, role, externalId))
        .as("as %s", externalId)
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized");
  }

  private void refusedWithoutExternalId(AwsCredentials somebody, String role) {
    var sts = miniStack.as(somebody, StsClient.builder());
    assertThatThrownBy(() -> sts.assumeRole(r -> r.roleArn(role).roleSessionName("asks")))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("not authorized");
  }

  private static AwsCredentials session(Credentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  /** The organisation that MiniStack makes when its account first asks for it. */
  private String organisationOf(String account) throws Exception {
    var request =
        HttpRequest.newBuilder(miniStack.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSOrganizationsV20161128.DescribeOrganization")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + account
                    + "/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return Json.parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .at("/Organization/Id")
          .asText();
    }
  }
}
