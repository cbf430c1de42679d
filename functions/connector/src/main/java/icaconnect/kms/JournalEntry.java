package icaconnect.kms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that have, or are about to have, a statement of ours in their policies, or our grants.
 */
record JournalEntry(List<Key> keys) {
  static final JournalEntry NONE = new JournalEntry(List.of());

  /**
   * @param loneStatement the document's Statement was an object before we added a second one
   * @param grantees whom grants of ours let in
   */
  record Key(
      String arn,
      boolean loneStatement,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> grantees) {
    Key {
      grantees = grantees == null ? List.of() : List.copyOf(grantees);
    }

    Key(String arn, boolean loneStatement) {
      this(arn, loneStatement, List.of());
    }
  }

  JournalEntry {
    keys = keys == null ? List.of() : List.copyOf(keys);
  }

  static JournalEntry read(Optional<JsonNode> journalled) {
    return journalled.map(json -> Json.MAPPER.convertValue(json, JournalEntry.class)).orElse(NONE);
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
