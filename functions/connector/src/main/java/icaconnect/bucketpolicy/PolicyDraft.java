package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A policy being edited: every statement beside what it was. All else in the document stays.
 *
 * @param lone the document's Statement is, or is to be again, an object instead of an array
 */
record PolicyDraft(Optional<JsonNode> before, boolean lone, List<Slot> slots) {
  private static final String VERSION = "2012-10-17";

  /** A statement's place; before is null for a new one, now is null for one taken away. */
  record Slot(@Nullable JsonNode before, @Nullable JsonNode now) {
    Slot becoming(@Nullable JsonNode next) {
      return new Slot(before, next);
    }

    boolean there() {
      return now != null;
    }

    boolean changed() {
      return !Objects.equals(before, now);
    }
  }

  static PolicyDraft of(Optional<JsonNode> current) {
    return new PolicyDraft(
        current,
        current.isPresent() && current.get().path("Statement").isObject(),
        current.map(PolicyDocument::statementsOf).orElse(List.of()).stream()
            .map(statement -> new Slot(statement, statement))
            .toList());
  }

  PolicyDraft with(int place, @Nullable JsonNode statement) {
    var next = new ArrayList<>(slots);
    next.set(place, slots.get(place).becoming(statement));
    return new PolicyDraft(before, lone, next);
  }

  PolicyDraft without(int place) {
    return with(place, null);
  }

  PolicyDraft adding(JsonNode statement) {
    var next = new ArrayList<>(slots);
    next.add(new Slot(null, statement));
    return new PolicyDraft(before, lone, next);
  }

  PolicyDraft lone(boolean again) {
    return new PolicyDraft(before, lone || again, slots);
  }

  /** The same draft, with each statement that still means what it did left exactly as it was. */
  PolicyDraft settled() {
    UnaryOperator<Slot> settle = slot -> sameMeaning(slot) ? slot.becoming(slot.before()) : slot;
    return new PolicyDraft(before, lone, slots.stream().map(settle).toList());
  }

  /** Where among the slots the document's statement of this index stands. */
  int placeOf(int index) {
    for (int place = 0, there = 0; place < slots.size(); place++) {
      if (slots.get(place).there() && there++ == index) {
        return place;
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  boolean changed() {
    return slots.stream().anyMatch(Slot::changed);
  }

  boolean empty() {
    return slots.stream().noneMatch(Slot::there);
  }

  JsonNode document() {
    ObjectNode document = before.<ObjectNode>map(JsonNode::deepCopy).orElseGet(PolicyDraft::fresh);
    var there = slots.stream().filter(Slot::there).map(Slot::now).toList();
    if (lone && there.size() == 1) {
      return document.set("Statement", there.getFirst());
    }
    ArrayNode statements = document.putArray("Statement");
    there.forEach(statements::add);
    return document;
  }

  /**
   * From/to terms: where a statement has no Sid, pointers of what goes are into the old document,
   * of what comes into the new one.
   */
  List<Change> changes() {
    var changes = new ArrayList<Change>();
    int place = 0;
    for (int i = 0; i < slots.size(); i++) {
      JsonNode was = slots.get(i).before();
      JsonNode now = slots.get(i).now();
      if (now == null) {
        if (was != null) {
          changes.add(Change.removed(thing(was, i).whole(), was));
        }
        continue;
      }
      changes.addAll(JsonChanges.between(thing(was == null ? now : was, place++), was, now));
    }
    return changes;
  }

  private static ChangeSubject thing(JsonNode statement, int index) {
    String identity = PolicyDocument.sidOf(statement).orElse("/Statement/" + index);
    return new ChangeSubject(ChangeSubject.Kind.POLICY_STATEMENT, identity);
  }

  private static boolean sameMeaning(Slot slot) {
    return slot.before() != null
        && slot.now() != null
        && CanonicalPolicy.sameStatement(slot.before(), slot.now());
  }

  private static ObjectNode fresh() {
    return Json.MAPPER.createObjectNode().put("Version", VERSION);
  }
}
