package icaconnect.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A laboratory's bucket that carries other people's configuration already. */
public final class LabBucket {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final S3Client s3;
  private final String name;

  private LabBucket(S3Client s3, String name) {
    this.s3 = s3;
    this.name = name;
  }

  public static LabBucket create(LocalStack localStack) {
    return create(localStack, Region.US_EAST_1);
  }

  public static LabBucket create(LocalStack localStack, Region region) {
    return create(localStack.client(region, S3Client.builder()), region);
  }

  public static LabBucket create(S3Client s3, Region region) {
    return create(s3, region, newName());
  }

  /** For what names its bucket itself. */
  public static LabBucket named(LocalStack localStack, String name) {
    return create(localStack.client(S3Client.builder()), Region.US_EAST_1, name);
  }

  /** One that somebody else has made. */
  public static LabBucket existing(LocalStack localStack, String name) {
    return new LabBucket(localStack.client(S3Client.builder()), name);
  }

  private static String newName() {
    return "lab-" + NUMBER.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
  }

  private static LabBucket create(S3Client s3, Region region, String name) {
    var bucket = new LabBucket(s3, name);
    s3.createBucket(r -> {
      r.bucket(bucket.name);
      if (region != Region.US_EAST_1) {
        r.createBucketConfiguration(c -> c.locationConstraint(region.id()));
      }
    });
    return bucket;
  }

  /** Every new version is kept for a day, whoever wants it gone. */
  static LabBucket withDefaultRetention(LocalStack localStack) {
    var s3 = localStack.client(Region.US_EAST_1, S3Client.builder());
    var bucket = new LabBucket(s3, newName());
    s3.createBucket(r -> r.bucket(bucket.name).objectLockEnabledForBucket(true));
    s3.putObjectLockConfiguration(r ->
        r.bucket(bucket.name)
            .objectLockConfiguration(c ->
                c.objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .rule(rule ->
                        rule.defaultRetention(
                            d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(1)))));
    return bucket;
  }

  public String name() {
    return name;
  }

  public LabBucket versioned(BucketVersioningStatus status) {
    s3.putBucketVersioning(r -> r.bucket(name).versioningConfiguration(v -> v.status(status)));
    return this;
  }

  public LabBucket tagged(String key, String value) {
    s3.putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(s -> s.key(key).value(value))));
    return this;
  }

  /** The key may be named by id, ARN, alias or the alias's ARN. */
  public LabBucket encryptedWith(String key) {
    return encryptedWith(key, false);
  }

  /** Under an S3 Bucket Key, so that every object's encryption context is the bucket's ARN. */
  public LabBucket underABucketKeyOf(String key) {
    return encryptedWith(key, true);
  }

  private LabBucket encryptedWith(String key, boolean bucketKey) {
    s3.putBucketEncryption(r ->
        r.bucket(name)
            .serverSideEncryptionConfiguration(c ->
                c.rules(rule ->
                    rule.bucketKeyEnabled(bucketKey)
                        .applyServerSideEncryptionByDefault(d ->
                            d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key)))));
    return this;
  }

  /** Two CORS rules of others, and a policy that would lock ICA out. */
  public LabBucket withConfigurationOfOthers() {
    s3.putBucketCors(r ->
        r.bucket(name)
            .corsConfiguration(c ->
                c.corsRules(
                    CORSRule.builder()
                        .id("portal")
                        .allowedOrigins("https://portal.example")
                        .allowedMethods("GET")
                        .build(),
                    CORSRule.builder()
                        .allowedOrigins("https://*.example")
                        .allowedMethods("GET", "PUT")
                        .maxAgeSeconds(300)
                        .build())));
    return withPolicy(
        """
        {"Version": "2012-10-17", "Statement": [
          {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"],
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
          {"Effect": "Deny", "Principal": {"AWS": "*"},
           "Action": ["s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject"],
           "Resource": "arn:aws:s3:::%1$s/*",
           "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::000000000000:user/pipeline"]}}}]}
        """
            .formatted(name));
  }

  /** A queue, a topic and a function in the bucket's account, none of which has to be there. */
  public LabBucket notifying(String account) {
    String here = ":us-east-1:" + account + ":";
    s3.putBucketNotificationConfiguration(r ->
        r.bucket(name)
            .skipDestinationValidation(true)
            .notificationConfiguration(n ->
                n.queueConfigurations(q ->
                        q.queueArn("arn:aws:sqs" + here + "gone").events(Event.S3_OBJECT_RESTORE))
                    .topicConfigurations(t ->
                        t.topicArn("arn:aws:sns" + here + "gone").events(Event.S3_OBJECT_TAGGING))
                    .lambdaFunctionConfigurations(f ->
                        f.lambdaFunctionArn("arn:aws:lambda" + here + "function:gone")
                            .events(Event.S3_OBJECT_ACL_PUT))));
    return this;
  }

  /** Nothing in the bucket itself keeps it from being made public. */
  public LabBucket withoutPublicAccessBlock() {
    s3.deletePublicAccessBlock(r -> r.bucket(name));
    return this;
  }

  /** Everything in it is copied to another. */
  public LabBucket replicatedTo(String bucketArn, String roleArn) {
    s3.putBucketReplication(r ->
        r.bucket(name)
            .replicationConfiguration(c ->
                c.role(roleArn)
                    .rules(rule ->
                        rule.id("copy")
                            .priority(1)
                            .status(ReplicationRuleStatus.ENABLED)
                            .filter(f -> f.prefix(""))
                            .deleteMarkerReplication(
                                d -> d.status(DeleteMarkerReplicationStatus.DISABLED))
                            .destination(d -> d.bucket(bucketArn)))));
    return this;
  }

  public LabBucket withCors(List<CORSRule> rules) {
    s3.putBucketCors(r -> r.bucket(name).corsConfiguration(c -> c.corsRules(rules)));
    return this;
  }

  /** No rule can be added. */
  LabBucket withAsManyCorsRulesAsS3Allows() {
    var rule = CORSRule.builder().allowedMethods("GET");
    s3.putBucketCors(r ->
        r.bucket(name)
            .corsConfiguration(c ->
                c.corsRules(
                    IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> rule.allowedOrigins("https://" + i + ".example").build())
                        .toList())));
    return this;
  }

  public LabBucket withPolicy(String policy) {
    s3.putBucketPolicy(r -> r.bucket(name).policy(policy));
    return this;
  }

  public List<CORSRule> cors() {
    try {
      return s3.getBucketCors(r -> r.bucket(name)).corsRules();
    } catch (S3Exception e) {
      return absent(e, "NoSuchCORSConfiguration", List.of());
    }
  }

  public Optional<JsonNode> policy() {
    try {
      return Optional.of(Json.parse(s3.getBucketPolicy(r -> r.bucket(name)).policy()));
    } catch (S3Exception e) {
      return absent(e, "NoSuchBucketPolicy", Optional.empty());
    }
  }

  /** Every version and delete marker in the bucket. */
  public List<String> everything() {
    var versions = s3.listObjectVersions(r -> r.bucket(name));
    var keys = new ArrayList<String>();
    versions.versions().forEach(version -> keys.add(version.key()));
    versions.deleteMarkers().forEach(marker -> keys.add(marker.key() + " (delete marker)"));
    return keys;
  }

  public void delete() {
    s3.deleteBucket(r -> r.bucket(name));
  }

  /** All that must be the same after a disconnect. */
  public record Configuration(
      List<CORSRule> cors, Optional<JsonNode> policy, List<String> objects) {}

  public Configuration configuration() {
    return new Configuration(cors(), policy(), everything());
  }

  private static <T> T absent(S3Exception e, String code, T nothing) {
    if (e.awsErrorDetails().errorCode().equals(code)) {
      return nothing;
    }
    throw e;
  }
}
