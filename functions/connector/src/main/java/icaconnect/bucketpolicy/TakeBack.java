package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes exemptions back. A statement that is still as we left it becomes its exact former JSON; one
 * that others edited since loses just what we added.
 */
final class TakeBack {
  private static final List<String> ELEMENTS = List.of("Principal", "Action", "Resource");
  private static final int ALIKE = 2;

  private PolicyDraft draft;
  private final List<Exemption> found = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();

  private TakeBack(PolicyDraft draft) {
    this.draft = draft;
  }

  /** @param found the exemptions that were there to be taken back, as they stood in the document */
  record Taken(PolicyDraft draft, List<Exemption> found) {}

  static Taken exemptions(PolicyDraft draft, JournalEntry journal) {
    var work = new TakeBack(draft.lone(journal.loneStatement()));
    var edited = journal.exemptions().stream().filter(exemption -> !work.restore(exemption)).toList();
    // Where these stand, the write that was to replace them never happened: newer entries find nothing there.
    var carriedOut = new HashSet<>(work.taken);
    journal.superseded().forEach(work::restore);
    work.taken.retainAll(carriedOut);
    edited.forEach(work::takeOut);
    return new Taken(work.draft, List.copyOf(work.found));
  }

  private boolean restore(Exemption exemption) {
    var place = nearest(exemption, slot -> CanonicalPolicy.sameStatement(slot, exemption.left()));
    place.ifPresent(i -> replace(i, exemption.former(), exemption));
    return place.isPresent();
  }

  /** Where the statement stands as it was before us, there is nothing to take out: we never wrote. */
  private void takeOut(Exemption exemption) {
    if (nearest(exemption, slot -> CanonicalPolicy.sameStatement(slot, exemption.former())).isPresent()) {
      return;
    }
    nearest(exemption, slot -> isStill(exemption.left(), slot) && !ExemptionEdit.takeOut(slot, exemption).equals(slot))
        .ifPresent(i -> replace(i, ExemptionEdit.takeOut(now(i), exemption), exemption));
  }

  /** Whether others may have made the second statement of the first by editing it. */
  private static boolean isStill(JsonNode left, JsonNode now) {
    return sameSid(left, now) || alike(left, now) >= ALIKE;
  }

  private static boolean sameSid(JsonNode left, JsonNode now) {
    var sid = PolicyDocument.sidOf(left);
    return sid.isPresent() && sid.equals(PolicyDocument.sidOf(now));
  }

  /** How many of principals, actions and resources are the same. */
  private static int alike(JsonNode left, JsonNode now) {
    JsonNode one = CanonicalPolicy.statement(left);
    JsonNode other = CanonicalPolicy.statement(now);
    return (int) ELEMENTS.stream()
        .filter(name -> one.path(name).equals(other.path(name)) && one.path("Not" + name).equals(other.path("Not" + name)))
        .count();
  }

  private void replace(int place, JsonNode statement, Exemption exemption) {
    found.add(new Exemption(place, statement, now(place), exemption.added()));
    draft = draft.with(place, statement);
    taken.add(place);
  }

  private JsonNode now(int place) {
    return draft.slots().get(place).now();
  }

  /** The place that fits and is most like the statement we left; at equal likeness the closest one. */
  private Optional<Integer> nearest(Exemption exemption, Predicate<JsonNode> fits) {
    Integer best = null;
    for (int i = 0; i < draft.slots().size(); i++) {
      if (now(i) == null || taken.contains(i) || !fits.test(now(i))) {
        continue;
      }
      if (best == null || rank(i, exemption) > rank(best, exemption)) {
        best = i;
      }
    }
    return Optional.ofNullable(best);
  }

  private int rank(int place, Exemption exemption) {
    JsonNode left = exemption.left();
    int distance = Math.abs(place - exemption.index());
    return (sameSid(left, now(place)) ? 1_000_000 : 0) + alike(left, now(place)) * 10_000 - Math.min(distance, 9_999);
  }
}
