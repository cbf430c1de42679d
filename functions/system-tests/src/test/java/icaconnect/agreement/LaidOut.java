package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cors.CorsRule;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.workflow.LabBucket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * Makes a fixture real on LocalStack: a bucket, a key and users of LocalStack's account, so that
 * everything is there of which the fixture speaks, under other names.
 */
final class LaidOut implements AutoCloseable {
  /** Those whose policy is not taken here, and why. */
  static final Map<String, String> REFUSED =
      Map.of(
          "policies/not-principal-bounded.json",
          "it names as principal the user that connecting makes, before there is one",
          "bucketpolicy/orphan-beside-nothing-to-do",
          "it names the id of a user that is gone, as S3 shows it and never takes it",
          "policies/s3-cloudfront-oai.json",
          "LocalStack knows no origin access identities");

  private static final String ADOPTED = "illumina_ica_admin";
  private static final String BOUNDED = "illumina_ica_bound";

  private final LocalStack localStack;
  private final IamClient iam;
  private final KmsClient kms;
  private final Principals principals;
  private final AtomicInteger number = new AtomicInteger();
  private final String adoptedId;
  private final String boundedId;

  /**
   * A bucket that is there.
   *
   * @param request to connect it
   * @param policy as it is now; missing where there is none
   */
  record Bucket(ObjectNode request, JsonNode policy) {}

  LaidOut(LocalStack localStack) {
    this.localStack = localStack;
    kms = localStack.client(KmsClient.builder());
    iam = localStack.client(IamClient.builder());
    principals = new Principals(iam);
    String boundary = localStack.output("ConnectionBoundaryArn");
    adoptedId = iam.createUser(r -> r.userName(ADOPTED)).user().userId();
    boundedId =
        iam.createUser(r -> r.userName(BOUNDED).permissionsBoundary(boundary)).user().userId();
  }

  /** Names of buckets are as long as the fixtures', as some are of a size that is just allowed. */
  Bucket bucket(Fixture fixture) {
    String name = "lab-%08d".formatted(number.incrementAndGet());
    LabBucket bucket = LabBucket.named(localStack, name);
    var words = new Words(name, fixture.facts().path("userBounded").asBoolean());
    switch (fixture.facts().path("versioning").asText()) {
      case "ENABLED" -> bucket.versioned(BucketVersioningStatus.ENABLED);
      case "SUSPENDED" -> bucket.versioned(BucketVersioningStatus.SUSPENDED);
      default -> {}
    }
    if (!fixture.facts().path("kmsKeyArn").isMissingNode()) {
      String key = key(words, fixture.keyPolicy());
      words.key(fixture.facts().path("kmsKeyArn").asText(), key);
      if (fixture.facts().path("bucketKey").asBoolean()) {
        bucket.underABucketKeyOf(key);
      } else {
        bucket.encryptedWith(key);
      }
    }
    if (!fixture.cors().isEmpty()) {
      bucket.withCors(
          fixture
              .cors()
              .valueStream()
              .map(rule -> Json.MAPPER.convertValue(rule, CorsRule.class))
              .map(LaidOut::rule)
              .toList());
    }
    if (!fixture.policy().isMissingNode()) {
      principals.make(words.of(fixture.policy()));
      bucket.withPolicy(Json.write(words.of(fixture.policy())));
    }
    ObjectNode request = (ObjectNode) words.of(fixture.request());
    return new Bucket(request.put("bucket", name), words.of(fixture.policy()));
  }

  /** Users and roles go: another test of the run may want such names. */
  @Override
  public void close() {
    principals.close();
    iam.deleteUser(r -> r.userName(ADOPTED));
    iam.deleteUser(r -> r.userName(BOUNDED));
  }

  private static CORSRule rule(CorsRule rule) {
    return CORSRule.builder()
        .id(rule.id().orElse(null))
        .allowedHeaders(rule.allowedHeaders())
        .allowedMethods(rule.allowedMethods())
        .allowedOrigins(rule.allowedOrigins())
        .exposeHeaders(rule.exposeHeaders())
        .maxAgeSeconds(rule.maxAgeSeconds().orElse(null))
        .build();
  }

  private String key(Words words, JsonNode policy) {
    return kms.createKey(
            r -> {
              r.tags(t ->
                  t.tagKey("ica-connect:editable-by").tagValue(LocalStack.STACK + "/us-east-1"));
              if (!policy.isMissingNode()) {
                r.policy(Json.write(words.of(policy))).bypassPolicyLockoutSafetyCheck(true);
              }
            })
        .keyMetadata()
        .arn();
  }

  /** What the fixtures call things, and what they are called here. */
  private final class Words {
    private final String bucket;
    private final boolean bounded;
    private String theirKey = "";
    private String key = "";

    Words(String bucket, boolean bounded) {
      this.bucket = bucket;
      this.bounded = bounded;
    }

    void key(String theirs, String here) {
      theirKey = theirs;
      key = here;
    }

    JsonNode of(JsonNode document) {
      if (document.isMissingNode()) {
        return document;
      }
      String text = Json.write(document);
      if (!theirKey.isEmpty()) {
        text = text.replace(theirKey, key);
      }
      return Json.parse(
          text.replace("AIDAILLUMINAADMIN0001", bounded ? boundedId : adoptedId)
              .replace(ADOPTED, bounded ? BOUNDED : ADOPTED)
              .replace("lab-genomics", bucket)
              .replaceAll("arn:aws:s3:::lab(?=[\"/])", "arn:aws:s3:::" + bucket)
              .replaceAll(
                  "user/ica-connect/ica-lab(?=\")",
                  "user/ica-connect/" + LocalStack.STACK + "/us-east-1/ica-" + bucket)
              .replace("111122223333", LocalStack.ACCOUNT));
    }
  }
}
