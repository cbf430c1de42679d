package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes exemptions back. A statement that is still as we left it becomes its exact former JSON; one
 * that others edited since loses just what we added.
 */
final class TakeBack {
  private static final List<String> LIKENESS = List.of("Effect", "Principal", "Action", "NotAction", "Resource", "Sid");

  private PolicyDraft draft;
  private final List<Exemption> found = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();

  private TakeBack(PolicyDraft draft) {
    this.draft = draft;
  }

  /** @param found the exemptions that were there to be taken back */
  record Taken(PolicyDraft draft, List<Exemption> found) {}

  static Taken exemptions(PolicyDraft draft, JournalEntry journal) {
    var work = new TakeBack(draft.lone(journal.loneStatement()));
    var edited = new ArrayList<Exemption>();
    for (Exemption exemption : journal.exemptions()) {
      if (!work.restore(exemption)) {
        edited.add(exemption);
      }
    }
    edited.forEach(work::takeOut);
    return new Taken(work.draft, List.copyOf(work.found));
  }

  private boolean restore(Exemption exemption) {
    var place = nearest(exemption, slot -> CanonicalPolicy.sameStatement(slot, exemption.left()));
    place.ifPresent(i -> replace(i, exemption.former(), exemption));
    return place.isPresent();
  }

  private void takeOut(Exemption exemption) {
    nearest(exemption, slot -> !ExemptionEdit.takeOut(slot, exemption).equals(slot))
        .ifPresent(i -> replace(i, ExemptionEdit.takeOut(now(i), exemption), exemption));
  }

  private void replace(int place, JsonNode statement, Exemption exemption) {
    draft = draft.with(place, statement);
    found.add(exemption);
    taken.add(place);
  }

  private JsonNode now(int place) {
    return draft.slots().get(place).now();
  }

  /** The place that fits and is most like the statement we left; at equal likeness the closest one. */
  private Optional<Integer> nearest(Exemption exemption, java.util.function.Predicate<JsonNode> fits) {
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
    JsonNode now = now(place);
    int alike = (int) LIKENESS.stream().filter(name -> left.path(name).equals(now.path(name))).count();
    boolean sameSid = PolicyDocument.sidOf(left).isPresent()
        && PolicyDocument.sidOf(left).equals(PolicyDocument.sidOf(now));
    int distance = Math.abs(place - exemption.index());
    return (sameSid ? 1_000_000 : 0) + alike * 10_000 - Math.min(distance, 9_999);
  }
}
