package icaconnect.credential;

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
      changes.add(Change.added("access key of " + userName, TextNode.valueOf("a new key")));
      changes.add(
          replaced
              .map(arn ->
                  Change.edited(
                      arn, TextNode.valueOf("a key that is gone"), TextNode.valueOf("the new key")))
              .orElseGet(
                  () -> Change.added("secret " + secretName, TextNode.valueOf("the new key"))));
      return changes;
    }
  }

  /** Keys and secret of ours go; the keys first, so that what stays elsewhere is powerless. */
  record Remove(String userName, List<String> keys, Optional<String> secretArn)
      implements CredentialPlan {
    @Override
    public List<Change> changes() {
      var changes = new ArrayList<>(removals(userName, keys));
      secretArn.ifPresent(
          arn -> changes.add(Change.removed(arn, TextNode.valueOf("the connection's secret"))));
      return changes;
    }
  }

  private static List<Change> removals(String userName, List<String> keys) {
    return keys.stream()
        .map(id -> Change.removed("access key of " + userName, TextNode.valueOf(id)))
        .toList();
  }
}
