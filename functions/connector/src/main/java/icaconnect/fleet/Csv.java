package icaconnect.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import icaconnect.connection.Problems;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table with a header line, as spreadsheets write it. What could be read in two ways is refused
 * with its line: a guess would lose buckets. https://www.rfc-editor.org/rfc/rfc4180
 */
final class Csv {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private Csv() {}

  /** One object a line, by the header's names; empty cells are left out. */
  static List<ObjectNode> objects(String text, Problems problems) {
    var rows = rows(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
    if (rows.isEmpty()) {
      return List.of();
    }
    var names = rows.getFirst().cells().stream().map(String::strip).toList();
    refuseTwins(names, problems);
    return rows.stream().skip(1).map(row -> object(names, row, problems)).toList();
  }

  private record Row(int line, List<String> cells) {}

  private static List<Row> rows(String text, Problems problems) {
    var rows = new ArrayList<Row>();
    int line = 1;
    try (var reader = MAPPER.readerFor(String[].class).<String[]>readValues(text)) {
      while (reader.hasNextValue()) {
        String[] cells = reader.nextValue();
        if (Stream.of(cells).anyMatch(cell -> !cell.isBlank())) {
          rows.add(new Row(line, List.of(cells)));
        }
        line = reader.getCurrentLocation().getLineNr();
      }
    } catch (JsonProcessingException e) {
      problems.add(
          "manifest", "has a quote that is not closed, or in the wrong place, from line " + line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static ObjectNode object(List<String> names, Row row, Problems problems) {
    var object = Json.MAPPER.createObjectNode();
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cells().get(i).strip();
      if (cell.isEmpty()) {
        continue;
      }
      if (i >= names.size() || names.get(i).isEmpty()) {
        problems.add("manifest", "has a cell without a name in the header, in line " + row.line());
      } else if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
        problems.add("manifest", "has a cell of several lines, from line " + row.line());
      } else {
        object.put(names.get(i), cell);
      }
    }
    return object;
  }

  private static void refuseTwins(List<String> names, Problems problems) {
    var seen = new HashSet<String>();
    names.stream()
        .filter(name -> !name.isEmpty() && !seen.add(name))
        .forEach(name -> problems.add("manifest", "has the column " + name + " twice"));
  }
}
