package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a statement lists, by ARN, whom its negated conditions spare. */
final class ExceptionLists {
  private ExceptionLists() {}

  /** JSON pointers to conditions, from the statement. */
  static Stream<String> in(JsonNode statement) {
    return statement.path("Condition").properties().stream()
        .filter(block -> block.getKey().toLowerCase(Locale.ROOT).contains("not"))
        .flatMap(block ->
            block.getValue().properties().stream()
                .filter(line -> line.getKey().equalsIgnoreCase("aws:PrincipalArn"))
                .map(line ->
                    "/Condition/" + escaped(block.getKey()) + "/" + escaped(line.getKey())));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
