package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Key policies that are remembered, with the IAM action of each call that KMS would get. */
final class InMemoryKeyPolicies implements KeyPolicyPort {
  private final Map<String, KeyPolicyFound> keys = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private Runnable beforeWrite = () -> {};

  InMemoryKeyPolicies with(String key, KeyPolicyFound found) {
    keys.put(key, found);
    return this;
  }

  InMemoryKeyPolicies with(String key, JsonNode policy) {
    return with(key, new KeyPolicyFound.Policy(policy));
  }

  void beforeTheWrite(Runnable somebody) {
    beforeWrite = somebody;
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
    actions.add("kms:GetKeyPolicy");
    return switch (keys.getOrDefault(key, new KeyPolicyFound.Gone())) {
      case KeyPolicyFound.Policy(var document) -> new KeyPolicyFound.Policy(document.deepCopy());
      case KeyPolicyFound other -> other;
    };
  }

  @Override
  public void apply(KmsPlan.Edit edit) {
    beforeWrite.run();
    if (!new KeyPolicyFound.Policy(edit.before()).equals(read(edit.keyArn()))) {
      throw new TryAgain("changed since it was planned on");
    }
    actions.add("kms:PutKeyPolicy");
    keys.put(edit.keyArn(), new KeyPolicyFound.Policy(edit.after().deepCopy()));
    read(edit.keyArn());
  }
}
