package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The differences of two JSON values in from/to terms, each at its JSON pointer. */
final class JsonChanges {
  private JsonChanges() {}

  /** A null stands for no value; lists are compared as a whole. */
  static List<Change> between(ChangeSubject thing, @Nullable JsonNode from, @Nullable JsonNode to) {
    return between(thing, "", from, to);
  }

  private static List<Change> between(
      ChangeSubject thing, String pointer, @Nullable JsonNode from, @Nullable JsonNode to) {
    String what = pointer.isEmpty() ? thing.whole() : thing.part(pointer);
    if (from == null) {
      return to == null ? List.of() : List.of(Change.added(what, to));
    }
    if (to == null) {
      return List.of(Change.removed(what, from));
    }
    if (from.equals(to)) {
      return List.of();
    }
    if (from instanceof ObjectNode && to instanceof ObjectNode) {
      return fieldByField(thing, pointer, from, to);
    }
    return List.of(Change.edited(what, from, to));
  }

  private static List<Change> fieldByField(
      ChangeSubject thing, String pointer, JsonNode from, JsonNode to) {
    var names = new LinkedHashSet<String>();
    from.fieldNames().forEachRemaining(names::add);
    to.fieldNames().forEachRemaining(names::add);
    var changes = new ArrayList<Change>();
    for (String name : names) {
      changes.addAll(between(thing, pointer + "/" + escape(name), from.get(name), to.get(name)));
    }
    return changes;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
