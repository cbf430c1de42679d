package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.report.Change;
import icaconnect.report.Finding;
import icaconnect.rewriting.Edit;
import java.util.List;
import java.util.Optional;

/** What the step would do to a bucket's policy, with the whole document before and after. */
public sealed interface BucketPolicyPlan extends Edit<Optional<JsonNode>> {
  @Override
  Optional<JsonNode> before();

  @Override
  Optional<JsonNode> after();

  @Override
  default boolean writes() {
    return this instanceof Write;
  }

  List<Change> changes();

  List<Finding> findings();

  /**
   * The policy says what it should: nothing is written.
   *
   * @param rebuilt the journal's entry, where the record of what the policy has was lost
   */
  record Keep(Optional<JsonNode> before, List<Finding> findings, Optional<JournalEntry> rebuilt)
      implements BucketPolicyPlan {
    Keep(Optional<JsonNode> before, List<Finding> findings) {
      this(before, findings, Optional.empty());
    }

    @Override
    public Optional<JsonNode> after() {
      return before;
    }

    @Override
    public List<Change> changes() {
      return List.of();
    }
  }

  /** A plan that writes, with the journal's entry that takes it back. */
  sealed interface Write extends BucketPolicyPlan {
    JournalEntry entry();
  }

  /** The policy is replaced by this document. */
  record Put(
      Optional<JsonNode> before,
      JsonNode document,
      List<Change> changes,
      JournalEntry entry,
      List<Finding> findings)
      implements Write {
    @Override
    public Optional<JsonNode> after() {
      return Optional.of(document);
    }
  }

  /** Every statement was ours: the policy goes, as there was none before us. */
  record Delete(
      Optional<JsonNode> before, List<Change> changes, JournalEntry entry, List<Finding> findings)
      implements Write {
    @Override
    public Optional<JsonNode> after() {
      return Optional.empty();
    }
  }
}
