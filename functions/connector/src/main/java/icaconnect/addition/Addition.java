package icaconnect.addition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.OwnersPolicy;
import icaconnect.cors.CorsRule;
import icaconnect.cors.OwnersRules;
import icaconnect.kms.OwnersKeyPolicy;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bucket and its key lack so that ICA can use them; empty where all of it is there.
 *
 * @param corsRules to come before all others, since S3 answers with the first that matches
 * @param bucketPolicyStatements to come beside the others
 * @param bucketPolicyEdits statements to be replaced
 * @param kmsKeyArn whose key policy lacks the statement
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Addition(
    List<CorsRule> corsRules,
    List<JsonNode> bucketPolicyStatements,
    List<OwnersPolicy.Edited> bucketPolicyEdits,
    Optional<String> kmsKeyArn,
    List<JsonNode> keyPolicyStatements) {

  /**
   * @param step with what Inspect found
   * @param now when ICA will make its requests
   */
  public static Addition of(Step step, OwnersDocuments documents, Instant now) {
    var rules = documents.rules(step.ownedBucket());
    var policy = OwnersPolicy.lacking(step, documents.policy(step.ownedBucket()), now);
    var key =
        step.facts()
            .kmsKeyArn()
            .flatMap(arn -> OwnersKeyPolicy.lacking(step, arn, documents.keyPolicy(arn), now));
    return new Addition(
        OwnersRules.lacking(rules, step.connection().allowedOrigins()).stream().toList(),
        policy.added(),
        policy.edited(),
        key.flatMap(_ -> step.facts().kmsKeyArn()),
        key.<JsonNode>map(statement -> statement).stream().toList());
  }

  boolean nothing() {
    return corsRules.isEmpty()
        && bucketPolicyStatements.isEmpty()
        && bucketPolicyEdits.isEmpty()
        && keyPolicyStatements.isEmpty();
  }

  /** Such as: a CORS rule and a statement in its policy. */
  String inWords() {
    var words = new ArrayList<String>();
    if (!corsRules.isEmpty()) {
      words.add("a CORS rule");
    }
    if (!bucketPolicyStatements.isEmpty()) {
      words.add("a statement in its policy");
    }
    if (!bucketPolicyEdits.isEmpty()) {
      words.add(
          "exceptions for ICA in "
              + bucketPolicyEdits.size()
              + (bucketPolicyEdits.size() == 1 ? " statement" : " statements")
              + " of its policy");
    }
    kmsKeyArn.ifPresent(arn -> words.add("a statement in the policy of its key " + arn));
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
