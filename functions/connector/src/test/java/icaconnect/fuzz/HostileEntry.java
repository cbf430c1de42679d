package icaconnect.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.registry.JournalText;
import java.util.List;
import java.util.Random;

/**
 * What somebody who may write one item of the registry puts where a step keeps its entry: any text,
 * of which some is JSON, and some of that almost what the step writes.
 */
public final class HostileEntry {
  private static final int TOO_DEEP = 2_000;

  private HostileEntry() {}

  /**
   * @param names of the fields that the step's entries have
   */
  public static String text(List<String> names, Random random) {
    String object = Json.write(Hostile.object(names, random));
    return switch (random.nextInt(10)) {
      case 0 -> Hostile.text(random);
      case 1 -> "[".repeat(TOO_DEEP);
      case 2 -> object.substring(0, random.nextInt(object.length()));
      case 3 -> "{\"a\":1,\"a\":2}";
      case 4 -> List.of("null", "true", "7", "\"x\"", "[]", "[{}]").get(random.nextInt(6));
      default -> object;
    };
  }

  /** Almost an entry of the step's: one value in it, at any depth, is of another kind. */
  public static String spoiling(JsonNode entry, List<String> names, Random random) {
    JsonNode spoiled = entry.deepCopy();
    var objects = spoiled.findParents(names.get(random.nextInt(names.size())));
    if (!objects.isEmpty()
        && objects.get(random.nextInt(objects.size())) instanceof ObjectNode one) {
      var fields = List.copyOf(one.properties());
      var field = fields.get(random.nextInt(fields.size()));
      one.set(field.getKey(), Hostile.object(names, random));
    }
    return Json.write(spoiled);
  }

  /** Whether no step can have written it. */
  public static boolean isUnreadable(String text) {
    return !JournalText.read(text).isObject();
  }
}
