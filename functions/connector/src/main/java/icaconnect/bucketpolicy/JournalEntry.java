package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
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
    exemptions = List.copyOf(exemptions);
    superseded = List.copyOf(superseded);
    namingIca = List.copyOf(namingIca);
  }

  /** As it is written, whoever wrote it; {@link BelievedEntry} says what counts of it. */
  static JournalEntry read(Optional<JsonNode> journalled) {
    return journalled.map(JournalEntry::read).orElse(NONE);
  }

  private static JournalEntry read(JsonNode json) {
    return new JournalEntry(
        exemptions(json.path("exemptions")),
        exemptions(json.path("superseded")),
        exemptions(json.path("namingIca")),
        json.path("loneStatement").asBoolean(),
        Optional.ofNullable(json.path("sid").textValue()));
  }

  private static List<Exemption> exemptions(JsonNode list) {
    var exemptions = new ArrayList<Exemption>();
    list.forEach(each -> exemptions.add(Exemption.read(each)));
    return exemptions;
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
