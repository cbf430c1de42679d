package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Edits a connected bucket and its user by hand, as people do. */
final class Somebody {
  private final S3Client s3;
  private final Account account;

  Somebody(LocalStack localStack) {
    s3 = localStack.client(S3Client.builder());
    account = new Account(localStack);
  }

  void edit(LabBucket bucket, SomebodysEdit edit) {
    String user = ConnectedBucket.user(bucket);
    switch (edit) {
      case CORS_RULE_REMOVED -> cors(bucket, rules -> rules.removeIf(Somebody::isOurs));
      case CORS_RULE_EDITED ->
          cors(
              bucket,
              rules ->
                  rules.replaceAll(rule ->
                      isOurs(rule)
                          ? rule.toBuilder().allowedMethods("GET").exposeHeaders().build()
                          : rule));
      case POLICY_STATEMENT_REMOVED ->
          policy(
              bucket,
              all -> all.remove(position(all, "IcaConnectCrossAccountCopy-ica-connect-us-east-1")));
      case POLICY_STATEMENT_EDITED ->
          policy(
              bucket,
              all ->
                  ((ObjectNode)
                          all.get(
                              position(all, "IcaConnectCrossAccountCopy-ica-connect-us-east-1")))
                      .put("Action", "s3:GetObject"));
      case EXEMPTION_REMOVED -> policy(bucket, all -> removeExemption(all, user));
      case KEY_DELETED ->
          account
              .iam
              .listAccessKeys(r -> r.userName(user))
              .accessKeyMetadata()
              .forEach(key ->
                  account.iam.deleteAccessKey(
                      r -> r.userName(user).accessKeyId(key.accessKeyId())));
      case USERS_POLICY_DETACHED ->
          account
              .iam
              .listAttachedUserPolicies(r -> r.userName(user))
              .attachedPolicies()
              .forEach(policy ->
                  account.iam.detachUserPolicy(
                      r -> r.userName(user).policyArn(policy.policyArn())));
      case POLICY_DOCUMENT_EDITED ->
          account
              .iam
              .listAttachedUserPolicies(r -> r.userName(user))
              .attachedPolicies()
              .forEach(policy -> denyAll(policy.policyArn()));
      case VERSIONING_SWITCHED_ON -> bucket.versioned(BucketVersioningStatus.ENABLED);
      case THEIRS_ONLY -> {}
    }
  }

  /** A CORS rule and a policy statement more, of people who know nothing of ICA. */
  void addTheirs(LabBucket bucket) {
    cors(
        bucket,
        rules ->
            rules.add(
                CORSRule.builder()
                    .id("theirs-since")
                    .allowedOrigins("https://new.example")
                    .allowedMethods("GET")
                    .build()));
    policy(
        bucket,
        all ->
            all.add(
                Json.parse(
                    """
                    {"Sid": "TheirsSince", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"},
                     "Action": "s3:GetBucketTagging", "Resource": "arn:aws:s3:::%s"}
                    """
                        .formatted(bucket.name()))));
  }

  private void cors(LabBucket bucket, Consumer<List<CORSRule>> change) {
    var before = bucket.cors();
    var rules = new ArrayList<>(before);
    change.accept(rules);
    assertThat(rules).isNotEqualTo(before);
    s3.putBucketCors(r -> r.bucket(bucket.name()).corsConfiguration(c -> c.corsRules(rules)));
  }

  private void policy(LabBucket bucket, Consumer<ArrayNode> change) {
    var before = bucket.policy().orElseThrow();
    JsonNode policy = before.deepCopy();
    change.accept((ArrayNode) policy.path("Statement"));
    assertThat(policy).isNotEqualTo(before);
    bucket.withPolicy(policy.toString());
  }

  private void denyAll(String policyArn) {
    String document =
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";
    account.iam.createPolicyVersion(
        r -> r.policyArn(policyArn).policyDocument(document).setAsDefault(true));
  }

  private static boolean isOurs(CORSRule rule) {
    return rule.id() != null && rule.id().startsWith("ica-connect");
  }

  private static int position(ArrayNode statements, String sid) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i).path("Sid").asText().equals(sid)) {
        return i;
      }
    }
    throw new AssertionError("no statement " + sid + " in " + statements);
  }

  private static void removeExemption(ArrayNode statements, String user) {
    StreamSupport.stream(statements.spliterator(), false)
        .map(statement -> statement.at("/Condition/ArnNotLike/aws:PrincipalArn"))
        .filter(JsonNode::isArray)
        .forEach(principals -> {
          var left = new ArrayList<JsonNode>();
          principals.forEach(one -> {
            if (!one.asText().endsWith("federated-user/" + user)) {
              left.add(one);
            }
          });
          ((ArrayNode) principals).removeAll().addAll(left);
        });
  }
}
