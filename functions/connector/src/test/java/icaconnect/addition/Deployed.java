package icaconnect.addition;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cors.CorsRule;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an owner has deployed; each document may be null. */
record Deployed(JsonNode cors, JsonNode bucketPolicy, JsonNode keyPolicy)
    implements OwnersDocuments {
  @Override
  public List<CorsRule> rules(OwnedBucket bucket) {
    return cors == null
        ? List.of()
        : Json.MAPPER.convertValue(cors, new TypeReference<List<CorsRule>>() {});
  }

  @Override
  public Optional<JsonNode> policy(OwnedBucket bucket) {
    return Optional.ofNullable(bucketPolicy);
  }

  @Override
  public KeyPolicyFound keyPolicy(String keyArn) {
    return keyPolicy == null
        ? new KeyPolicyFound.Denied("kms:GetKeyPolicy is not allowed")
        : new KeyPolicyFound.Policy(keyPolicy);
  }

  /** After the owner has done what the addition says. */
  Deployed with(Addition addition) {
    var rules = new ArrayList<>(addition.corsRules());
    rules.addAll(rules(null));
    var bucket = new ArrayList<>(statements(bucketPolicy));
    addition.bucketPolicyEdits().forEach(edit -> bucket.set(edit.index(), edit.to()));
    bucket.addAll(addition.bucketPolicyStatements());
    var key = new ArrayList<>(statements(keyPolicy));
    key.addAll(addition.keyPolicyStatements());
    return new Deployed(
        Json.tree(rules),
        bucket.isEmpty() ? bucketPolicy : policy(bucketPolicy, bucket),
        keyPolicy == null ? null : policy(keyPolicy, key));
  }

  private static List<JsonNode> statements(JsonNode policy) {
    return policy == null ? List.of() : PolicyDocument.statementsOf(policy);
  }

  private static JsonNode policy(JsonNode before, List<JsonNode> statements) {
    ObjectNode policy =
        before == null
            ? Json.MAPPER.createObjectNode().put("Version", "2012-10-17")
            : before.deepCopy();
    var list = policy.putArray("Statement");
    statements.forEach(list::add);
    return policy;
  }
}
