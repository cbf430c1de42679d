package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.CanonicalPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes exemptions back. A statement that is still as we left it becomes its exact former JSON; one
 * that others edited since loses just what we added.
 */
final class TakeBack {
  /** Of three elements. */
  private static final int ALIKE = 2;

  private PolicyDraft draft;

  /** Statements of theirs that named ICA before us. */
  private final List<Exemption> theirs;

  private final List<Exemption> found = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();

  private TakeBack(PolicyDraft draft, List<Exemption> theirs) {
    this.draft = draft;
    this.theirs = theirs;
  }

  /**
   * @param found the exemptions that were there to be taken back, as they stood in the document
   */
  record Taken(PolicyDraft draft, List<Exemption> found) {}

  static Taken exemptions(PolicyDraft draft, JournalEntry journal) {
    var work = new TakeBack(draft.lone(journal.loneStatement()), journal.namingIca());
    var edited =
        journal.exemptions().stream().filter(exemption -> !work.restore(exemption)).toList();
    // Where these stand, the write that was to replace them never happened: newer entries find
    // nothing there.
    var carriedOut = new HashSet<>(work.taken);
    journal.superseded().forEach(work::restore);
    work.taken.retainAll(carriedOut);
    var candidates = new ArrayList<>(edited.stream().filter(work::isNotUndone).toList());
    candidates.addAll(journal.namingIca());
    work.takeOut(candidates);
    return new Taken(work.draft, List.copyOf(work.found));
  }

  /** Where one of theirs reads the same and only so many are left, those are theirs. */
  private boolean restore(Exemption exemption) {
    var same = reading(exemption.left());
    if (same.size() <= alsoTheirs(exemption.left())) {
      return false;
    }
    same.stream()
        .min(Comparator.comparingInt(place -> distance(place, exemption)))
        .ifPresent(closest -> replace(closest, exemption.former(), exemption));
    return true;
  }

  /** The places where the statement stands. */
  private List<Integer> reading(JsonNode statement) {
    return IntStream.range(0, draft.slots().size())
        .filter(place -> isFree(place) && CanonicalPolicy.sameStatement(now(place), statement))
        .boxed()
        .toList();
  }

  private long alsoTheirs(JsonNode statement) {
    return theirs.stream()
        .filter(each -> CanonicalPolicy.sameStatement(each.former(), statement))
        .count();
  }

  /**
   * Where the statement stands as it was before us, there is nothing to take out: we never wrote.
   */
  private boolean isNotUndone(Exemption exemption) {
    return reading(exemption.former()).isEmpty();
  }

  private record Match(Exemption exemption, int place, int likeness, int distance) {
    /** Left in doubt is reported; taken from theirs in doubt is lost. */
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingInt(Match::likeness)
            .reversed()
            .thenComparing(match -> !match.exemption().added().isEmpty())
            .thenComparingInt(Match::distance);
  }

  /**
   * The best matches first, since what was in a statement that is gone must not be taken out of one
   * that is there; theirs that named ICA before us stand for themselves.
   */
  private void takeOut(List<Exemption> edited) {
    var matches = new ArrayList<Match>();
    for (Exemption exemption : edited) {
      for (int i = 0; i < draft.slots().size(); i++) {
        if (isFree(i) && isStill(exemption, now(i))) {
          matches.add(
              new Match(
                  exemption,
                  i,
                  new Likeness(exemption.left(), now(i)).all(),
                  distance(i, exemption)));
        }
      }
    }
    matches.sort(Match.BEST_FIRST);
    var done = new HashSet<Exemption>();
    for (Match match : matches) {
      if (isFree(match.place()) && done.add(match.exemption())) {
        replace(
            match.place(),
            ExemptionEdit.takeOut(now(match.place()), match.exemption()),
            match.exemption());
      }
    }
  }

  private boolean isFree(int place) {
    return draft.slots().get(place).there() && !taken.contains(place);
  }

  /**
   * Whether others may have made this statement of the one we left, by editing it: it has all that
   * we added and something else in common, or some of that and nearly all else.
   */
  private static boolean isStill(Exemption exemption, JsonNode now) {
    if (!exemption.added().isEmpty() && !BelievedEntry.denies(now)) {
      // To take somebody out of the exceptions of what allows would let them in.
      return false;
    }
    var likeness = new Likeness(exemption.left(), now);
    return ExemptionEdit.hasAll(now, exemption)
        ? likeness.hasSameSid() || likeness.elements() > 0
        : likeness.elements() >= ALIKE && !ExemptionEdit.takeOut(now, exemption).equals(now);
  }

  private void replace(int place, JsonNode statement, Exemption exemption) {
    if (!exemption.added().isEmpty()) {
      found.add(new Exemption(place, statement, now(place), exemption.added()));
    }
    draft = draft.with(place, statement);
    taken.add(place);
  }

  private JsonNode now(int place) {
    return Objects.requireNonNull(draft.slots().get(place).now(), "taken away already");
  }

  private static int distance(int place, Exemption exemption) {
    return Math.abs(place - exemption.index());
  }
}
