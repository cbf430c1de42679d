package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is needed to give the policy back. What carries our Sid needs no entry.
 *
 * @param exemptions newest first
 * @param loneStatement the document's Statement was an object before we added a second one
 */
record JournalEntry(List<Exemption> exemptions, boolean loneStatement) {
  static final JournalEntry NONE = new JournalEntry(List.of(), false);

  JournalEntry {
    exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
  }

  static JournalEntry read(Optional<JsonNode> journalled) {
    return journalled.map(json -> Json.MAPPER.convertValue(json, JournalEntry.class)).orElse(NONE);
  }

  JsonNode toJson() {
    return Json.tree(this);
  }

  /** Also remembers these older exemptions: the write that replaces them may never happen. */
  JournalEntry alsoKnowing(List<Exemption> older) {
    return new JournalEntry(Stream.concat(exemptions.stream(), older.stream()).distinct().toList(), loneStatement);
  }
}
