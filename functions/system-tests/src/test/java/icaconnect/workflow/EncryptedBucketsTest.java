package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Buckets under keys, however the bucket names its key. LocalStack enforces no key policy. */
@OnLocalStack
class EncryptedBucketsTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Fleet fleet;
  private final Account account;
  private final KmsClient kms;

  EncryptedBucketsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    fleet = new Fleet(localStack);
    account = new Account(localStack);
    kms = localStack.client(Region.US_EAST_1, KmsClient.builder());
  }

  @Test
  void the_key_is_the_same_however_it_is_named_from_connect_to_disconnect() {
    KeyMetadata key = kms.createKey().keyMetadata();
    String alias = "alias/lab-" + key.keyId();
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
    var buckets =
        List.of(key.keyId(), key.arn(), alias, key.arn().replace("key/" + key.keyId(), alias))
            .stream()
            .map(name -> LabBucket.create(localStack).encryptedWith(name))
            .toList();

    for (var ended : all("ConnectStateMachineArn", buckets, "")) {
      assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("CONNECTED");
      assertThat(ended.outcome().path("findings").findValuesAsText("code"))
          .noneMatch(code -> code.startsWith("KMS"));
    }
    for (LabBucket bucket : buckets) {
      assertThat(policyOf(bucket)).contains(key.arn()).contains("kms:ViaService");
    }
    for (var ended : all("ConnectStateMachineArn", buckets, ", \"mode\": \"plan\"")) {
      assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("PLANNED");
      assertThat(ended.outcome().path("steps"))
          .allSatisfy(
              step -> assertThat(step.path("changed").asBoolean()).as("%s", step).isFalse());
    }
    var audited =
        workflows.await(
            workflows.start(
                "AuditStateMachineArn",
                "{\"buckets\": %s}"
                    .formatted(Json.write(buckets.stream().map(LabBucket::name).toList()))),
            Fleet.LONGEST);
    assertThat(fleet.results(audited.outcome()))
        .hasSize(buckets.size())
        .allSatisfy(
            line -> assertThat(line.path("outcome").asText()).as("%s", line).isEqualTo("SOUND"));
    for (var ended : all("DisconnectStateMachineArn", buckets, "")) {
      assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("DISCONNECTED");
    }
    for (LabBucket bucket : buckets) {
      assertThat(account.tracesOf(bucket.name())).isEmpty();
    }
  }

  /** LocalStack keeps grants with name and constraint, and asks none of them. */
  @Test
  void a_grant_comes_with_the_connection_is_made_again_by_a_repair_and_goes_with_it() {
    String key = keyOfATeam();
    var bucket = LabBucket.create(localStack).underABucketKeyOf(key);
    String asking = ", \"keyAccess\": \"grant\"";

    var connected = workflows.connect(request(bucket, asking));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.outcome().path("findings").findValuesAsText("code"))
        .contains("KMS_GRANT_JUDGED", "KMS_GRANT_OLDER_OBJECTS");
    var grant = kms.listGrants(r -> r.keyId(key)).grants().getFirst();
    assertThat(grant.name()).startsWith("IcaConnectKeyUse-");
    assertThat(grant.constraints().encryptionContextEquals())
        .isEqualTo(Map.of("aws:s3:arn", "arn:aws:s3:::" + bucket.name()));
    assertThat(
            workflows
                .connect(request(bucket, asking + ", \"mode\": \"plan\""))
                .outcome()
                .path("steps"))
        .allSatisfy(step -> assertThat(step.path("changed").asBoolean()).as("%s", step).isFalse());

    kms.revokeGrant(r -> r.keyId(key).grantId(grant.grantId()));
    var plan = workflows.connect(request(bucket, asking + ", \"mode\": \"plan\""));
    assertThat(plan.outcome().toString()).contains("key grant IcaConnectKeyUse-");
    workflows.connect(request(bucket, asking));
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(1);

    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(workflows.disconnect(request(bucket, "")).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
  }

  @Test
  void ICA_is_told_the_keys_ARN_and_a_rotation_goes_well() {
    KeyMetadata key = kms.createKey().keyMetadata();
    String alias = "alias/lab-" + key.keyId();
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
    var bucket = LabBucket.create(localStack).encryptedWith(alias);
    var handedOver = workflows.connect(request(bucket, "")).text("/handOver");
    assertThat(handedOver).contains("Algorithm: aws:kms").contains("Key Name: " + key.arn());

    try (var ica = new IcaOnLoopback(localStack)) {
      var connected = workflows.connect(ica.request(bucket));
      assertThat(connected.text("/icaStatus")).as("%s", connected.outcome()).isEqualTo("OK");
      assertThat(ica.memory().configurations().toString()).contains("aws:kms").contains(key.arn());
      assertThat(new Rotation(localStack, bucket).run().text("/status")).isEqualTo("ROTATED");
    }
    assertThat(workflows.disconnect(request(bucket, "")).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_key_that_S3_cannot_use_is_refused_and_leaves_no_trace() {
    KeyMetadata disabled = kms.createKey().keyMetadata();
    kms.disableKey(r -> r.keyId(disabled.keyId()));
    KeyMetadata dying = kms.createKey().keyMetadata();
    kms.scheduleKeyDeletion(r -> r.keyId(dying.keyId()).pendingWindowInDays(7));
    String elsewhere =
        localStack.client(Region.EU_WEST_2, KmsClient.builder()).createKey().keyMetadata().arn();
    Map<LabBucket, String> refused = new LinkedHashMap<>();
    refused.put(LabBucket.create(localStack).encryptedWith(disabled.arn()), "KMS_KEY_NOT_ENABLED");
    refused.put(LabBucket.create(localStack).encryptedWith(dying.keyId()), "KMS_KEY_NOT_ENABLED");
    refused.put(LabBucket.create(localStack).encryptedWith(elsewhere), "KMS_KEY_ELSEWHERE");
    refused.put(LabBucket.create(localStack).encryptedWith("alias/none"), "KMS_KEY_MISSING");

    refused.forEach((bucket, code) -> {
      var failed = workflows.connect(request(bucket, ""));
      assertThat(failed.text("/failure/message")).as("%s", failed.outcome()).contains(code);
      assertThat(account.tracesOf(bucket.name())).isEmpty();
    });
  }

  @Test
  void a_key_that_the_stack_may_not_edit_is_refused_before_anything_is_written() {
    String key = keyOfATeam("another/us-east-1");
    var bucket = LabBucket.create(localStack).underABucketKeyOf(key);

    for (String access : List.of("statement", "grant")) {
      String asking = ", \"keyAccess\": \"" + access + "\"";
      var plan = workflows.connect(request(bucket, asking + ", \"mode\": \"plan\""));
      var failed = workflows.connect(request(bucket, asking));

      assertThat(failed.text("/failure/message"))
          .startsWith("KMS_KEY_NOT_EDITABLE")
          .isEqualTo(plan.text("/failure/message"));
      assertThat(failed.text("/failure/step")).isEqualTo("kms");
      assertThat(failed.text("/failure/undone")).isEqualTo("Nothing had been changed.");
      assertThat(failed.outcome().at("/steps").findValuesAsText("name")).containsExactly("inspect");
      assertThat(account.tracesOf(bucket.name())).isEmpty();
    }
  }

  @Test
  void the_key_that_AWS_manages_is_said_to_be_no_key_to_share() {
    var bucket = LabBucket.create(localStack).encryptedWith("alias/aws/s3");

    var connected = workflows.connect(request(bucket, ""));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.outcome().path("findings").findValuesAsText("code"))
        .contains("AWS_MANAGED_KEY");
    assertThat(policyOf(bucket)).doesNotContain("kms:");
    assertThat(workflows.disconnect(request(bucket, "")).text("/status")).isEqualTo("DISCONNECTED");
  }

  /** One whose policy lets in nobody but the team, and whose tag gives it to this stack. */
  private String keyOfATeam() {
    return keyOfATeam(LocalStack.STACK + "/us-east-1");
  }

  private String keyOfATeam(String editableBy) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "Team", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/team"},
           "Action": "kms:*", "Resource": "*"}]}
        """;
    return kms.createKey(r ->
            r.policy(policy)
                .bypassPolicyLockoutSafetyCheck(true)
                .tags(t -> t.tagKey("ica-connect:editable-by").tagValue(editableBy)))
        .keyMetadata()
        .arn();
  }

  private List<Workflows.Ended> all(String machine, List<LabBucket> buckets, String fields) {
    var started = new ArrayList<String>();
    buckets.forEach(bucket -> started.add(workflows.start(machine, request(bucket, fields))));
    return started.stream().map(workflows::await).toList();
  }

  private String policyOf(LabBucket bucket) {
    var iam = localStack.client(Region.US_EAST_1, IamClient.builder());
    String arn =
        iam.listAttachedUserPolicies(r -> r.userName("ica-" + bucket.name()))
            .attachedPolicies()
            .getFirst()
            .policyArn();
    String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
    String document =
        iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)).policyVersion().document();
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  private static String request(LabBucket bucket, String fields) {
    return "{\"bucket\": \"%s\"%s}".formatted(bucket.name(), fields);
  }
}
