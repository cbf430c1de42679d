package icaconnect.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * All that a connection consists of in AWS, theirs and ours; what was added since has no place in
 * an order, so order is left out.
 *
 * @param permissions the documents of the managed policies attached to the user
 * @param keys how many access keys the user has
 */
record ConnectedBucket(
    Set<String> corsRules, Set<JsonNode> statements, List<JsonNode> permissions, int keys) {

  static ConnectedBucket of(Account account, LabBucket bucket) {
    return new ConnectedBucket(
        new TreeSet<>(bucket.cors().stream().map(CORSRule::toString).toList()),
        statements(bucket),
        account
            .iam
            .listAttachedUserPolicies(r -> r.userName(user(bucket)))
            .attachedPolicies()
            .stream()
            .map(policy -> document(account, policy.policyArn()))
            .toList(),
        account.iam.listAccessKeys(r -> r.userName(user(bucket))).accessKeyMetadata().size());
  }

  static String user(LabBucket bucket) {
    return "ica-" + bucket.name();
  }

  private static Set<JsonNode> statements(LabBucket bucket) {
    var all = bucket.policy().orElseThrow().path("Statement");
    return StreamSupport.stream(all.spliterator(), false)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static JsonNode document(Account account, String arn) {
    String version = account.iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
    String text =
        account
            .iam
            .getPolicyVersion(r -> r.policyArn(arn).versionId(version))
            .policyVersion()
            .document();
    return Json.parse(URLDecoder.decode(text, StandardCharsets.UTF_8));
  }
}
