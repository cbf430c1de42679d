package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;

/**
 * All that is needed to give the policy back. What carries the derived Sid needs no entry.
 *
 * @param exemptions what the policy has, once the write that this entry precedes has happened
 * @param superseded what the policy has if that write never happens
 * @param namingIca other statements that named ICA before us; what they say of it is theirs, so
 *     nothing was added
 * @param sid of our statement; absent in entries older than installations' names
 * @param loneStatement the document's Statement was an object before we added a second one
 */
record JournalEntry(
    List<Exemption> exemptions,
    List<Exemption> superseded,
    List<Exemption> namingIca,
    boolean loneStatement,
    Optional<String> sid) {
  static final JournalEntry NONE =
      new JournalEntry(List.of(), List.of(), List.of(), false, Optional.empty());

  JournalEntry {
    exemptions = exemptions == null ? List.of() : List.copyOf(exemptions);
    superseded = superseded == null ? List.of() : List.copyOf(superseded);
    sid = sid == null ? Optional.empty() : sid;
    namingIca = namingIca == null ? List.of() : List.copyOf(namingIca);
  }

  static JournalEntry read(Optional<JsonNode> journalled) {
    return journalled.map(json -> Json.MAPPER.convertValue(json, JournalEntry.class)).orElse(NONE);
  }

  JournalEntry exempting(List<Exemption> others) {
    return new JournalEntry(others, superseded, namingIca, loneStatement, sid);
  }

  JournalEntry lone(boolean statement) {
    return new JournalEntry(exemptions, superseded, namingIca, statement, sid);
  }

  JournalEntry sid(String ours) {
    return new JournalEntry(exemptions, superseded, namingIca, loneStatement, Optional.of(ours));
  }

  JsonNode toJson() {
    return Json.tree(this);
  }
}
