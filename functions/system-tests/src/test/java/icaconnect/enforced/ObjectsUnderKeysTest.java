package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects under a key: KMS judges who reads and writes them by the key's policy, as S3 asks it. */
@OnMiniStack
class ObjectsUnderKeysTest {
  private final MiniStack miniStack;
  private final Laboratory lab;

  ObjectsUnderKeysTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  @Test
  void the_proof_finds_a_key_that_keeps_ica_out_and_says_whose_refusal_it_is() {
    LabBucket bucket = lab.bucket().encryptedWith(lab.application.teamsKey());

    var answers = lab.application.prove(Laboratory.request(bucket, ""));

    assertThat(answers.path("KmsFunction").findValuesAsText("code")).contains("KMS_KEY_POLICY");
    assertThat(check(answers, "put-object").path("status").asText()).isEqualTo("FAIL");
    assertThat(check(answers, "put-object").path("detail").asText())
        .contains("kms:GenerateDataKey");
    assertThat(check(answers, "list-bucket").path("status").asText()).isEqualTo("PASS");
    lab.disconnect(bucket);
    assertThat(lab.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void our_statement_opens_the_key_for_this_bucket_and_for_as_long_as_it_is_connected() {
    LabBucket bucket = lab.bucket().encryptedWith(lab.application.teamsKey());
    LabBucket other = lab.bucket().encryptedWith(lab.application.teamsKey());
    var before = lab.keyPolicy(lab.application.teamsKey());
    AwsCredentials scientist =
        new Federation(miniStack).userWho("reader", "s3:*", "kms:*", "sts:GetFederationToken");

    lab.connect(bucket, "\"keyAccess\": \"statement\"");

    assertThat(lab.keyPolicy(lab.application.teamsKey())).isNotEqualTo(before);
    assertThatThrownBy(() -> put(scientist, bucket))
        .as("somebody with all of S3 and KMS, whom the key's policy does not name")
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("kms:GenerateDataKey");
    assertStaysClosed(other);

    lab.disconnect(bucket);
    lab.disconnect(other);
    assertThat(lab.keyPolicy(lab.application.teamsKey())).isEqualTo(before);
  }

  @Test
  void our_grant_opens_the_key_for_this_bucket_alone_and_for_as_long_as_it_is_connected() {
    String key = TeamsKey.tagged(lab.kms, Template.STACK + "/us-east-1");
    LabBucket bucket = lab.bucket().underABucketKeyOf(key);
    LabBucket other = lab.bucket().underABucketKeyOf(key);
    var before = lab.keyPolicy(key);

    lab.connect(bucket, "\"keyAccess\": \"grant\"");

    assertThat(lab.keyPolicy(key)).isEqualTo(before);
    assertThat(lab.grantsOn(key)).hasSize(1);
    AwsCredentials stolen = new Federation(miniStack).newKey("ica-" + bucket.name());
    S3Client asIca = miniStack.as(stolen, S3Client.builder());
    asIca.putObject(r -> r.bucket(bucket.name()).key("new"), RequestBody.fromString("x"));
    asIca.getObjectAsBytes(r -> r.bucket(bucket.name()).key("new"));
    KmsClient thief = miniStack.as(stolen, KmsClient.builder());
    String ours = "arn:aws:s3:::" + bucket.name();
    for (Map<String, String> context :
        List.of(
            of(ours),
            of("arn:aws:s3:::" + other.name()),
            of(ours + "/x"),
            Map.<String, String>of())) {
      assertThatThrownBy(() ->
              thief.generateDataKey(
                  r -> r.keyId(key).keySpec("AES_256").encryptionContext(context)))
          .as("whoever stole the access key, with the context %s", context)
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("kms:GenerateDataKey");
    }
    assertStaysClosed(other);

    lab.iam.deleteAccessKey(
        r -> r.userName("ica-" + bucket.name()).accessKeyId(stolen.accessKeyId()));
    lab.disconnect(bucket);
    lab.disconnect(other);
    assertThat(lab.grantsOn(key)).isEmpty();
    assertThat(lab.keyPolicy(key)).isEqualTo(before);
  }

  @Test
  void objects_from_before_the_bucket_key_stay_closed_to_a_grant_and_a_disabled_key_closes_all() {
    String key = TeamsKey.tagged(lab.kms, Template.STACK + "/us-east-1");
    LabBucket bucket = lab.bucket().encryptedWith(key);
    lab.s3.putObject(r -> r.bucket(bucket.name()).key("old"), RequestBody.fromString("x"));
    bucket.underABucketKeyOf(key);
    lab.s3.putObject(r -> r.bucket(bucket.name()).key("new"), RequestBody.fromString("x"));
    lab.connect(bucket, "\"keyAccess\": \"grant\"");
    AwsCredentials ica = new Federation(miniStack).newKey("ica-" + bucket.name());
    S3Client asIca = miniStack.as(ica, S3Client.builder());
    asIca.getObjectAsBytes(r -> r.bucket(bucket.name()).key("new"));
    assertThatThrownBy(() -> asIca.getObjectAsBytes(r -> r.bucket(bucket.name()).key("old")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("kms:Decrypt");
    lab.iam.deleteAccessKey(r -> r.userName("ica-" + bucket.name()).accessKeyId(ica.accessKeyId()));
    bucket.encryptedWith(key);

    var withoutBucketKey = lab.application.prove(Laboratory.request(bucket, ""));
    assertThat(check(withoutBucketKey, "put-object").path("status").asText()).isEqualTo("FAIL");
    assertThatThrownBy(
            () -> lab.application.prove(Laboratory.request(bucket, "\"keyAccess\": \"grant\"")))
        .hasMessageContaining("KMS_GRANT_UNBOUND");

    bucket.underABucketKeyOf(key);
    lab.kms.disableKey(r -> r.keyId(key));
    assertThatThrownBy(() ->
            lab.s3.putObject(r -> r.bucket(bucket.name()).key("x"), RequestBody.fromString("x")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("is disabled");
    lab.disconnect(bucket);
    assertThat(lab.grantsOn(key)).as("also where the key is disabled").isEmpty();
  }

  private static Map<String, String> of(String bucketArn) {
    return Map.of("aws:s3:arn", bucketArn);
  }

  private void put(AwsCredentials who, LabBucket bucket) {
    miniStack
        .as(who, S3Client.builder())
        .putObject(r -> r.bucket(bucket.name()).key("x"), RequestBody.fromString("x"));
  }

  private static JsonNode check(JsonNode answers, String name) {
    for (JsonNode check : Application.checks(answers)) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name + " is no check of " + Application.checks(answers));
  }

  private void assertStaysClosed(LabBucket other) {
    assertThat(
            check(lab.application.prove(Laboratory.request(other, "")), "put-object")
                .path("status")
                .asText())
        .as("another bucket under the same key, whose request asks for nothing")
        .isEqualTo("FAIL");
  }
}
