package icaconnect.rotation;

import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.credential.KeyChanges;
import icaconnect.report.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to happen to the connection's keys next. */
sealed interface RotationPlan {

  List<Change> changes();

  /** Nothing to do here. */
  record Keep(RotationPhase standing) implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of();
    }
  }

  /** A new key goes into a version of the secret that nobody reads yet. */
  record Create(String userName, String secretArn, List<String> orphans) implements RotationPlan {
    @Override
    public List<Change> changes() {
      var changes = new ArrayList<Change>();
      orphans.forEach(id -> changes.add(KeyChanges.deleted(userName, id)));
      changes.add(KeyChanges.created(userName));
      return changes;
    }
  }

  /** The new key becomes what everybody reads, and tag and labels say so. */
  record Promote(String userName, String secretArn, KeyVersion from, KeyVersion to)
      implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of(
          Change.edited(
              KeyChanges.secretOf(secretArn).part("access key"),
              TextNode.valueOf(from.accessKeyId()),
              TextNode.valueOf(to.accessKeyId())));
    }
  }

  /** The rest of a promotion that a run began. */
  record Tidy(String userName, String secretArn, KeyVersion current, Optional<KeyVersion> labelled)
      implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of(
          Change.added(
              KeyChanges.secretOf(secretArn).part("tag"), TextNode.valueOf(current.accessKeyId())));
    }
  }

  /** The old key is not to be touched before then. */
  record Rest(Instant until, boolean stillUsed) implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of();
    }
  }

  record Disable(String userName, String accessKeyId) implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of(
          Change.edited(
              KeyChanges.user(userName).part("status of access key " + accessKeyId),
              TextNode.valueOf("Active"),
              TextNode.valueOf("Inactive")));
    }
  }

  record Delete(String userName, String accessKeyId) implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of(KeyChanges.deleted(userName, accessKeyId));
    }
  }

  /** The new key goes, since it could not be used; the present one stays. */
  record Withdraw(String userName, String secretArn, KeyVersion version) implements RotationPlan {
    @Override
    public List<Change> changes() {
      return List.of(KeyChanges.deleted(userName, version.accessKeyId()));
    }
  }
}
