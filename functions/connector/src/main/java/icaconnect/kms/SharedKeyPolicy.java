package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.rewriting.WholeDocument;
import java.util.Optional;

/** A key's policy as a document that others write too. */
record SharedKeyPolicy(KeyPolicyPort policies, String key) implements WholeDocument<JsonNode> {
  @Override
  public String name() {
    return "policy of the key " + key;
  }

  @Override
  public JsonNode read() {
    if (policies.read(key) instanceof KeyPolicyFound.Policy(var policy)) {
      return policy;
    }
    throw new TryAgain("KMS does not show the policy of the key " + key + " any more.");
  }

  @Override
  public void write(JsonNode policy) {
    policies.write(key, policy);
  }

  @Override
  public boolean same(JsonNode one, JsonNode other) {
    return CanonicalPolicy.sameDocument(one, other);
  }

  @Override
  public Optional<JsonNode> json(JsonNode policy) {
    return Optional.of(policy);
  }
}
