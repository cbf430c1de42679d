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
   * The key stays, and the secret's own policy says anew who may read it.
   *
   * @param from the policy that is there
   */
  record Guard(String secretName, Keep kept, Optional<JsonNode> from, JsonNode to)
      implements CredentialPlan {
    @Override
    public List<Change> changes() {
      return List.of(
          new Change(KeyChanges.secret(secretName).part("policy"), from, Optional.of(to)));
    }
  }

  /**
   * A new key goes into the secret.
   *
   * @param orphans keys of a run that died before it stored them; deleted first
   * @param replaced the secret that is there already
   */
  record Create(String userName, String secretName, List<String> orphans, Optional<String> replaced)
      implements CredentialPlan {
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
