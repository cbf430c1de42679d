package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.report.Change;
import icaconnect.report.Document;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the step would do to key policies: that of the bucket's key, and those of keys that it had
 * before.
 *
 * @param looked every policy that was looked at, edited or not
 * @param entry the journal's entry that takes everything back
 */
public record KmsPlan(List<Looked> looked, JournalEntry entry, List<Finding> findings) {
  /** One key's policy before and after. */
  public sealed interface Looked extends icaconnect.rewriting.Edit<JsonNode> {
    String keyArn();

    @Override
    JsonNode before();

    @Override
    JsonNode after();

    @Override
    default boolean writes() {
      return this instanceof Edit;
    }
  }

  /** The policy says what it should: nothing is written. */
  public record Keep(String keyArn, JsonNode before) implements Looked {
    @Override
    public JsonNode after() {
      return before;
    }
  }

  /** The policy is replaced by a document in which one statement of ours came, went or changed. */
  public record Edit(String keyArn, JsonNode before, JsonNode after, List<Change> changes)
      implements Looked {}

  List<Edit> edits() {
    return looked.stream().filter(Edit.class::isInstance).map(Edit.class::cast).toList();
  }

  /** What it says of that key. */
  Looked of(String keyArn) {
    return looked.stream().filter(each -> each.keyArn().equals(keyArn)).findFirst().orElseThrow();
  }

  List<Change> changes() {
    return changes(looked);
  }

  static List<Change> changes(List<Looked> looked) {
    return looked.stream()
        .filter(Edit.class::isInstance)
        .flatMap(each -> ((Edit) each).changes().stream())
        .toList();
  }

  static List<Document> documents(List<Looked> looked) {
    return looked.stream()
        .map(each ->
            new Document(KmsPlanner.STEP, Optional.of(each.before()), Optional.of(each.after())))
        .toList();
  }
}
