package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.report.Change;
import icaconnect.report.Document;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the step would do to key policies and grants: of the bucket's key, and of keys that it had
 * before.
 *
 * @param looked every policy that was looked at, edited or not
 * @param grants those that are made, and those that end
 * @param entry the journal's entry that takes everything back
 * @param refusal what is refused once the grants have ended: a policy that cannot be seen is no
 *     reason to leave them
 */
public record KmsPlan(
    List<Looked> looked,
    List<GrantWrite> grants,
    JournalEntry entry,
    List<Finding> findings,
    Optional<Refused> refusal) {
  /** A grant comes, or goes: none is ever changed. */
  public sealed interface GrantWrite {
    String keyArn();

    Change change();
  }

  /** One of ours is made. */
  public record Make(String keyArn, OurGrant grant) implements GrantWrite {
    @Override
    public Change change() {
      return Change.added(grant.subject(), grant.json());
    }
  }

  /**
   * One of ours ends.
   *
   * @param before it ends before others are made, since its grantee is not who it was
   */
  public record Revoke(String keyArn, String id, OurGrant grant, boolean before)
      implements GrantWrite {
    @Override
    public Change change() {
      return Change.removed(grant.subject(), grant.json());
    }
  }

  /**
   * One of ours that KMS does not list, or not yet, is seen to.
   *
   * @param made as the journal knows it; empty where the answer to its making was lost
   * @param before as with one that is listed
   */
  public record EndUnlisted(
      String keyArn, Optional<JournalEntry.Grant> made, OurGrant grant, boolean before)
      implements GrantWrite {
    @Override
    public Change change() {
      return Change.removed(grant.subject(), grant.json());
    }
  }

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
    return changes(looked, foreseen());
  }

  static List<Change> changes(List<Looked> looked, List<GrantWrite> grants) {
    return Stream.concat(changes(looked).stream(), grants.stream().map(GrantWrite::change))
        .toList();
  }

  /**
   * Those that can be told of beforehand: whether there is one that is not listed, nobody knows.
   */
  List<GrantWrite> foreseen() {
    return grants.stream().filter(write -> !(write instanceof EndUnlisted)).toList();
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
