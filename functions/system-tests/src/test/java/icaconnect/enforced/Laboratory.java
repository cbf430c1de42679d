package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * An account with the application and with buckets: connects and disconnects them, and looks
 * whether that was right.
 */
final class Laboratory {
  final Application application;
  final IamClient iam;
  final S3Client s3;
  final SecretsManagerClient secrets;
  final SfnClient sfn;
  final KmsClient kms;

  Laboratory(MiniStack miniStack, Application application) {
    this.application = application;
    iam = miniStack.root(IamClient.builder());
    s3 = miniStack.root(S3Client.builder());
    secrets = miniStack.root(SecretsManagerClient.builder());
    sfn = miniStack.root(SfnClient.builder());
    kms = miniStack.root(KmsClient.builder());
  }

  LabBucket bucket() {
    return LabBucket.create(s3, Region.of(Template.REGION));
  }

  /** The alias of a new key whose policy leaves everything to IAM. */
  String keyByAlias() {
    String key = kms.createKey().keyMetadata().keyId();
    String alias = "alias/" + key;
    kms.createAlias(r -> r.aliasName(alias).targetKeyId(key));
    return alias;
  }

  JsonNode keyPolicy(String key) {
    return Json.parse(kms.getKeyPolicy(r -> r.keyId(key)).policy());
  }

  List<GrantListEntry> grantsOn(String key) {
    return kms.listGrants(r -> r.keyId(key)).grants();
  }

  String boundaryArn() {
    return application.template().arn("ConnectionBoundary");
  }

  /** Connects; the fields come after the bucket's in the request, as JSON. */
  JsonNode connect(LabBucket bucket, String fields) {
    JsonNode answers = application.connect(request(bucket, fields));
    assertThat(Application.checks(answers).findValuesAsText("status"))
        .as("%s", Application.checks(answers))
        .contains("PASS")
        .doesNotContain("FAIL");
    return answers;
  }

  void connect(LabBucket bucket) {
    connect(bucket, "");
  }

  JsonNode plan(LabBucket bucket, String fields) {
    return application.connect(request(bucket, fields + ", \"mode\": \"plan\""));
  }

  JsonNode disconnect(LabBucket bucket) {
    return application.disconnect(request(bucket, ""));
  }

  JsonNode planDisconnect(LabBucket bucket) {
    return application.planDisconnect(request(bucket, "\"mode\": \"plan\""));
  }

  /**
   * Connects twice and disconnects twice; the second time nothing is left to do, in the end all is
   * as it was.
   */
  void goThrough(LabBucket bucket, String fields) {
    var before = bucket.configuration();
    connect(bucket, fields);
    assertThat(Application.changed(connect(bucket, fields)))
        .as("a second connect changes something")
        .isFalse();
    disconnect(bucket);
    assertThat(Application.changed(disconnect(bucket)))
        .as("a second disconnect changes something")
        .isFalse();
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(tracesOf(bucket.name())).isEmpty();
  }

  /** Users, policies and secrets whose names contain the text. */
  Set<String> tracesOf(String text) {
    var traces = new TreeSet<String>();
    iam.listUsersPaginator().users().forEach(user -> traces.add("user " + user.userName()));
    iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.LOCAL))
        .policies()
        .forEach(policy -> traces.add("policy " + policy.policyName()));
    secrets.listSecretsPaginator().stream()
        .flatMap(page -> page.secretList().stream())
        .forEach(secret -> traces.add("secret " + secret.name()));
    traces.removeIf(trace -> !trace.contains(text));
    return traces;
  }

  /** The vendor's document for an unversioned bucket, as somebody would have pasted it. */
  static String vendorsPolicy(LabBucket bucket) {
    try (var in = Laboratory.class.getResourceAsStream("/iam/vendor-unversioned.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("YOUR_BUCKET_NAME", bucket.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode request(LabBucket bucket, String fields) {
    return Json.parse(
        "{\"bucket\": \"%s\"%s%s}"
            .formatted(
                bucket.name(), fields.isEmpty() || fields.startsWith(",") ? "" : ", ", fields));
  }
}
