package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** A person has followed the vendor's page, up to the access key. */
@OnLocalStack
class HalfConfiguredByHandTest {
  private static final String USER = "illumina_ica_admin";
  private static final String POLICY = "illumina-ica-admin-policy";

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  HalfConfiguredByHandTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @Test
  void what_was_done_by_hand_is_adopted_and_stays() {
    var bucket = configuredByHand();
    var before = bucket.configuration();
    String request =
        """
        {"bucket": "%s", "userName": "%s", "policyName": "%s", "crossAccountCopy": true, "adoptExisting": %s}
        """;

    var refused = workflows.connect(request.formatted(bucket.name(), USER, POLICY, false));
    assertThat(refused.text("/failure/message")).contains("NOT_OURS").contains("adoptExisting");
    assertThat(bucket.configuration()).isEqualTo(before);

    var adopted = workflows.connect(request.formatted(bucket.name(), USER, POLICY, true));
    assertThat(adopted.text("/status")).as("%s", adopted.outcome()).isEqualTo("CONNECTED");
    assertThat(adopted.text("/policyArn")).isEqualTo("arn:aws:iam::000000000000:policy/" + POLICY);
    assertThat(adopted.outcome().path("steps"))
        .filteredOn(step -> step.path("changed").asBoolean())
        .extracting(step -> step.path("name").asText())
        .as("only the key was missing")
        .containsExactly("credential");
    assertThat(bucket.configuration()).isEqualTo(before);

    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf("illumina"))
        .contains("user " + USER, "policy " + POLICY)
        .doesNotContain("key of " + USER);
    assertThat(account.iam.listAttachedUserPolicies(r -> r.userName(USER)).attachedPolicies())
        .extracting(AttachedPolicy::policyName)
        .containsExactly(POLICY);
  }

  private LabBucket configuredByHand() {
    var bucket = LabBucket.create(localStack);
    localStack
        .client(S3Client.builder())
        .putBucketCors(r ->
            r.bucket(bucket.name())
                .corsConfiguration(c ->
                    c.corsRules(
                        CORSRule.builder()
                            .allowedHeaders("*")
                            .allowedMethods("HEAD", "GET", "PUT", "POST", "DELETE")
                            .allowedOrigins("https://ica.illumina.com")
                            .exposeHeaders("ETag", "x-amz-meta-custom-header")
                            .build())));
    bucket.withPolicy(
        """
        {"Version": "2012-10-17", "Statement": [{
          "Sid": "Allow cross account access", "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::079623148045:role/ica_use1_crossacct"},
          "Action": ["s3:PutObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload", "s3:GetObject"],
          "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]}]}
        """
            .formatted(bucket.name()));
    account.iam.createUser(r -> r.userName(USER));
    String policy =
        account
            .iam
            .createPolicy(r ->
                r.policyName(POLICY)
                    .policyDocument(
                        """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": ["s3:PutBucketNotification", "s3:ListBucket", "s3:GetBucketNotification", "s3:GetBucketLocation"],
                           "Resource": ["arn:aws:s3:::%1$s"]},
                          {"Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject", "s3:RestoreObject", "s3:DeleteObject"],
                           "Resource": "arn:aws:s3:::%1$s/*"},
                          {"Effect": "Allow", "Action": ["sts:GetFederationToken"], "Resource": ["*"]}]}
                        """
                            .formatted(bucket.name())))
            .policy()
            .arn();
    account.iam.attachUserPolicy(r -> r.userName(USER).policyArn(policy));
    return bucket;
  }
}
