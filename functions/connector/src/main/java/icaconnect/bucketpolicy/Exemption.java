package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What we did to one Deny statement of theirs, as the journal keeps it to take it back.
 *
 * @param index the statement's place in the document, from 0
 * @param former the statement's exact JSON before us
 * @param left the statement's JSON as we left it
 * @param added what we added to it, list by list
 */
record Exemption(int index, JsonNode former, JsonNode left, List<Added> added) {
  /** Whatever stands there: what is missing or odd is nothing that anybody believes. */
  static Exemption read(JsonNode json) {
    var added = new ArrayList<Added>();
    json.path("added").forEach(each -> added.add(Added.read(each)));
    return new Exemption(
        json.path("index").asInt(), json.path("former"), json.path("left"), List.copyOf(added));
  }

  /** A statement that we left as it was. */
  static Exemption none(int index, JsonNode statement) {
    return new Exemption(index, statement, statement, List.of());
  }

  /**
   * Values that we added to one list of the statement.
   *
   * @param at JSON pointer to the list, from the statement
   */
  record Added(String at, List<String> values) {
    private static Added read(JsonNode json) {
      var values = new ArrayList<String>();
      json.path("values").forEach(value -> values.add(value.asText()));
      return new Added(json.path("at").asText(), List.copyOf(values));
    }
  }
}
