package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.report.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to happen to the connection's access key and its secret. */
public sealed interface CredentialPlan {

  List<Change> changes();

  /** The stored key is the user's, or there is nothing to take back. */
  record Keep(Optional<String> secretArn, Optional<String> accessKeyId) implements CredentialPlan {
    @Override
    public List<Change> changes() {
      return List.of();
    }
  }

  /**
   * A secret's own policy says anew who may read it.
   *
   * @param from the policy that is there
   */
  record Guarding(Optional<JsonNode> from, JsonNode to) {
    private Change of(String secretName) {
      return new Change(KeyChanges.secret(secretName).part("policy"), from, Optional.of(to));
    }
  }

  /** The key stays, and its secret is guarded. */
  record Guard(String secretName, Keep kept, Guarding guarding) implements CredentialPlan {
    @Override
    public List<Change> changes() {
      return List.of(guarding.of(secretName));
    }
  }

  /**
   * A new key goes into the secret.
   *
   * @param orphans keys of a run that died before it stored them; deleted first
   * @param replaced the secret that is there already
   * @param guarding where that one does not say yet who may read it
   */
  record Create(
      String userName,
      String secretName,
      List<String> orphans,
      Optional<String> replaced,
      Optional<Guarding> guarding)
      implements CredentialPlan {
    Create with(Guarding policy) {
      return new Create(userName, secretName, orphans, replaced, Optional.of(policy));
    }

    @Override
    public List<Change> changes() {
      var changes = new ArrayList<>(removals(userName, orphans));
      changes.add(KeyChanges.created(userName));
      changes.add(
          replaced
              .map(_ ->
                  Change.edited(
                      KeyChanges.secret(secretName).part("access key"),
                      TextNode.valueOf("a key that is gone"),
                      TextNode.valueOf("the new key")))
              .orElseGet(() ->
                  Change.added(
                      KeyChanges.secret(secretName).whole(), TextNode.valueOf("the new key"))));
      guarding.ifPresent(policy -> changes.add(policy.of(secretName)));
      return changes;
    }
  }

  /** Keys and secret of ours go; the keys first, so that what stays elsewhere is powerless. */
  record Remove(String userName, String secretName, List<String> keys, Optional<String> secretArn)
      implements CredentialPlan {
    @Override
    public List<Change> changes() {
      var changes = new ArrayList<>(removals(userName, keys));
      secretArn.ifPresent(arn ->
          changes.add(
              Change.removed(KeyChanges.secret(secretName).whole(), TextNode.valueOf(arn))));
      return changes;
    }
  }

  private static List<Change> removals(String userName, List<String> keys) {
    return keys.stream().map(id -> KeyChanges.deleted(userName, id)).toList();
  }
}
