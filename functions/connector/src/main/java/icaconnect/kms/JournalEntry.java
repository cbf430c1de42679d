package icaconnect.kms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that have, or are about to have, a statement of ours in their policies, or our grants.
 */
record JournalEntry(List<Key> keys) {
  static final JournalEntry NONE = new JournalEntry(List.of());

  /**
   * @param loneStatement the document's Statement was an object before we added a second one
   * @param grantees whom grants of ours let in
   * @param made these grants by their grantee, as far as they are known to be made
   */
  record Key(
      String arn,
      boolean loneStatement,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> grantees,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Grant> made) {
    Key {
      grantees = List.copyOf(grantees);
      made = Map.copyOf(made);
    }

    private Key with(String grantee, Grant grant) {
      var more = new TreeMap<>(made);
      more.put(grantee, grant);
      return new Key(arn, loneStatement, grantees, more);
    }

    private Key without(String grantee) {
      var others = new TreeMap<>(made);
      others.remove(grantee);
      return new Key(
          arn,
          loneStatement,
          grantees.stream().filter(who -> !who.equals(grantee)).toList(),
          others);
    }
  }

  /**
   * A grant that we have made.
   *
   * @param id what KMS calls it
   * @param at when, in seconds since 1970; 0 of one that KMS has listed since
   */
  record Grant(String id, long at) {}

  JournalEntry {
    keys = List.copyOf(keys);
  }

  /** What counts of it, whoever has written it. */
  static JournalEntry read(Step step) {
    return RecordedKeys.of(step.journalled(KmsPlanner.STEP), step.account()).entry();
  }

  boolean wasLone(String arn) {
    return keys.stream().anyMatch(key -> key.arn().equals(arn) && key.loneStatement());
  }

  List<String> grantees(String arn) {
    return keys.stream()
        .filter(key -> key.arn().equals(arn))
        .flatMap(key -> key.grantees().stream())
        .toList();
  }

  Map<String, Grant> made(String arn) {
    return keys.stream()
        .filter(key -> key.arn().equals(arn))
        .findFirst()
        .map(Key::made)
        .orElse(Map.of());
  }

  /** With a grant that has been made. */
  JournalEntry with(String arn, String grantee, Grant grant) {
    return keys.stream()
        .filter(key -> key.arn().equals(arn))
        .findFirst()
        .map(key -> with(key.with(grantee, grant)))
        .orElse(this);
  }

  /** Without a grant that has ended. */
  JournalEntry without(String arn, String grantee) {
    return new JournalEntry(
        keys.stream().map(key -> key.arn().equals(arn) ? key.without(grantee) : key).toList());
  }

  List<String> arns() {
    return keys.stream().map(Key::arn).toList();
  }

  JournalEntry with(Key key) {
    var more = new ArrayList<>(keys);
    more.removeIf(known -> known.arn().equals(key.arn()));
    more.add(key);
    return new JournalEntry(more);
  }

  JsonNode toJson() {
    return Json.tree(this);
  }
}
