package icaconnect.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;

/** A table with a header line, as spreadsheets write it: https://www.rfc-editor.org/rfc/rfc4180 */
final class Csv {
  private Csv() {}

  /** One object a line, by the header's names; empty cells are left out. */
  static List<ObjectNode> objects(String text) {
    var rows = rows(text.startsWith("\uFEFF") ? text.substring(1) : text);
    var objects = new ArrayList<ObjectNode>();
    for (int i = 1; i < rows.size(); i++) {
      objects.add(object(rows.getFirst(), rows.get(i)));
    }
    return objects;
  }

  private static ObjectNode object(List<String> names, List<String> cells) {
    var object = Json.MAPPER.createObjectNode();
    for (int i = 0; i < cells.size(); i++) {
      String name = i < names.size() ? names.get(i).strip() : "column " + (i + 1);
      if (!cells.get(i).isBlank()) {
        object.put(name, cells.get(i).strip());
      }
    }
    return object;
  }

  private static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          endRow(rows, row);
          row = new ArrayList<>();
        }
      } else {
        cell.append(c);
      }
    }
    row.add(cell.toString());
    endRow(rows, row);
    return rows;
  }

  private static void endRow(List<List<String>> rows, List<String> row) {
    if (row.stream().anyMatch(cell -> !cell.isBlank())) {
      rows.add(row);
    }
  }
}
