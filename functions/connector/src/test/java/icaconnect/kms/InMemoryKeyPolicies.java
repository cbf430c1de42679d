package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.rewriting.Neighbour;
import icaconnect.rewriting.Neighbour.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Key policies that are remembered, with the IAM action of each call that KMS would get. */
final class InMemoryKeyPolicies implements KeyPolicyPort {
  private final Map<String, KeyPolicyFound> keys = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private final Map<String, RuntimeException> failures = new HashMap<>();
  private final Neighbour neighbour = new Neighbour();

  InMemoryKeyPolicies with(String key, KeyPolicyFound found) {
    keys.put(key, found);
    return this;
  }

  InMemoryKeyPolicies with(String key, JsonNode policy) {
    return with(key, new KeyPolicyFound.Policy(policy));
  }

  /** What becomes of such a call on the key from now on. */
  void fail(String action, String key, RuntimeException failure) {
    failures.put(action + key, failure);
  }

  private void called(String action, String key) {
    actions.add(action);
    if (failures.containsKey(action + key)) {
      throw failures.get(action + key);
    }
  }

  Neighbour neighbour() {
    return neighbour;
  }

  JsonNode policy(String key) {
    return ((KeyPolicyFound.Policy) keys.get(key)).document();
  }

  List<String> actions() {
    return actions;
  }

  List<String> writes() {
    return actions.stream().filter(action -> !action.equals("kms:GetKeyPolicy")).toList();
  }

  @Override
  public KeyPolicyFound read(String key) {
    neighbour.reached(Moment.BEFORE_READ);
    called("kms:GetKeyPolicy", key);
    var seen =
        switch (keys.getOrDefault(key, new KeyPolicyFound.Gone())) {
          case KeyPolicyFound.Policy(var document) ->
              new KeyPolicyFound.Policy(document.deepCopy());
          case KeyPolicyFound other -> other;
        };
    neighbour.reached(Moment.AFTER_READ);
    return seen;
  }

  @Override
  public void write(String key, JsonNode policy) {
    neighbour.reached(Moment.BEFORE_WRITE);
    called("kms:PutKeyPolicy", key);
    keys.put(key, new KeyPolicyFound.Policy(policy.deepCopy()));
    neighbour.reached(Moment.AFTER_WRITE);
  }
}
