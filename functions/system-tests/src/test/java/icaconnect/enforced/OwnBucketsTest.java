package icaconnect.enforced;

import static icaconnect.enforced.Estate.ADMINISTRATOR_ACCESS;
import static icaconnect.enforced.Estate.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;

/** Where the pattern of buckets means the buckets of the stack itself, as ica-* does. */
@OnMiniStack
class OwnBucketsTest {
  private static final String WIDE = "ica-wide";
  private static final List<String> OWN = List.of(WIDE + "-runsbucket", WIDE + "-trailbucket");
  private static Application application;

  private final MiniStack miniStack;
  private final Laboratory lab;

  OwnBucketsTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  @BeforeEach
  void deploy() {
    application =
        application == null
            ? lab.application.beside(miniStack, WIDE, Map.of("BucketNamePattern", "ica-*"))
            : application;
  }

  @Test
  void they_and_those_of_another_stack_are_refused_and_stay_as_they_are() {
    for (String bucket : List.of(OWN.getFirst(), OWN.getLast(), "ica-connect-trailbucket")) {
      String before = policyOf(bucket);

      assertThatThrownBy(() ->
              application.connect(
                  Json.parse(
                      "{\"bucket\": \"%s\", \"exemptSids\": [\"AppendOnly\"]}".formatted(bucket))))
          .as(bucket)
          .hasMessageContaining("BUCKET_OF_THE_STACK");

      assertThat(policyOf(bucket)).isEqualTo(before);
    }
  }

  @TestFactory
  Stream<DynamicTest> the_functions_of_the_bucket_are_denied() {
    var policy =
        new Intruder(miniStack, application.function("BucketPolicyFunction").role().credentials());
    var cors = new Intruder(miniStack, application.function("CorsFunction").role().credentials());
    return OWN.stream()
        .flatMap(bucket ->
            Stream.of(
                policy.denied(
                    "the policy of " + bucket,
                    () -> policy.s3.putBucketPolicy(r -> r.bucket(bucket).policy(EVERYTHING))),
                policy.denied(
                    "deleting the policy of " + bucket,
                    () -> policy.s3.deleteBucketPolicy(r -> r.bucket(bucket))),
                cors.denied(
                    "the CORS rules of " + bucket,
                    () -> cors.s3.deleteBucketCors(r -> r.bucket(bucket)))));
  }

  /**
   * The role may grant the use of a key for buckets of the pattern, and for its own all the same
   * not.
   */
  @TestFactory
  Stream<DynamicTest> the_function_of_keys_is_denied_a_grant_for_them() {
    var in = new Intruder(miniStack, application.function("KmsFunction").role().credentials());
    String key = application.teamsKey();
    String user = "arn:aws:iam::079623148045:role/ica_use1_crossacct";
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                "one for another bucket of the pattern is allowed",
                () -> in.kms.createGrant(grant(key, user, "arn:aws:s3:::ica-data")))),
        OWN.stream()
            .flatMap(bucket -> Stream.of(bucket, bucket + "/manifests/x"))
            .map(bucket ->
                in.denied(
                    "one for " + bucket,
                    () -> in.kms.createGrant(grant(key, user, "arn:aws:s3:::" + bucket)))));
  }

  @TestFactory
  Stream<DynamicTest> a_connections_user_is_denied_even_with_AdministratorAccess() {
    String user = "ica-in-the-wide-pattern";
    String boundary = new Template(WIDE, Map.of()).arn("ConnectionBoundary");
    lab.iam.createUser(r -> r.userName(user).permissionsBoundary(boundary));
    lab.iam.attachUserPolicy(r -> r.userName(user).policyArn(ADMINISTRATOR_ACCESS));
    lab.s3.createBucket(r -> r.bucket("ica-data"));
    var in = new Intruder(miniStack, new Federation(miniStack).newKey(user));
    assertThat(in.s3.listObjectsV2(r -> r.bucket("ica-data")).contents()).isEmpty();
    return OWN.stream()
        .flatMap(bucket ->
            Stream.of(
                in.denied(
                    "looking into " + bucket, () -> in.s3.listObjectsV2(r -> r.bucket(bucket))),
                in.denied(
                    "an object of " + bucket,
                    () -> in.s3.getObjectAsBytes(r -> r.bucket(bucket).key("manifests/x")))));
  }

  private static CreateGrantRequest grant(String key, String grantee, String bucketArn) {
    return CreateGrantRequest.builder()
        .keyId(key)
        .granteePrincipal(grantee)
        .operationsWithStrings("Decrypt", "Encrypt", "GenerateDataKey")
        .constraints(c -> c.encryptionContextEquals(Map.of("aws:s3:arn", bucketArn)))
        .build();
  }

  private String policyOf(String bucket) {
    return lab.s3.getBucketPolicy(r -> r.bucket(bucket)).policy();
  }
}
