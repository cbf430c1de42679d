package icaconnect.rewriting;

import icaconnect.code.Code;
import icaconnect.failure.TryAgain;
import icaconnect.report.Document;
import icaconnect.report.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Replaces a document beside others who replace it too. It is read immediately before each write,
 * so that theirs can be overwritten only in the time of one round trip, and read again until it has
 * settled: where theirs stands instead of ours, ours is merged into theirs. Each document that a
 * write replaces is kept before it.
 */
public final class Rewriting {
  /** How often theirs may come between; after that the workflow waits and tries again. */
  static final int MAX_ROUNDS = 5;

  private final Settling settling;
  private final ReplacedDocuments replaced;

  public Rewriting(Settling settling, ReplacedDocuments replaced) {
    this.settling = settling;
    this.replaced = replaced;
  }

  /**
   * What became of an edit.
   *
   * @param written the plans that were carried out, in their order
   * @param last the plan for the document as it is now, or was when it was written
   * @param findings what others did meanwhile
   */
  public record Rewritten<E>(List<E> written, E last, List<Finding> findings) {
    /** The plan that says what was changed. */
    public E telling() {
      return written.isEmpty() ? last : written.getLast();
    }
  }

  /**
   * @param plan plans anew on what somebody else has written
   * @param enter tells the journal what is about to be written
   * @throws TryAgain when others write again and again, or the document does not settle
   */
  public <D, E extends Edit<D>> Rewritten<E> carryOut(
      String bucket,
      String step,
      WholeDocument<D> document,
      E first,
      Function<D, E> plan,
      Consumer<E> enter) {
    var end = settling.time().now().plus(settling.deadline());
    var written = new ArrayList<E>();
    var met = new Met<>(document);
    E next = first;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (!next.writes()) {
        return new Rewritten<>(written, next, met.findings());
      }
      enter.accept(next);
      document.json(next.before()).ifPresent(before -> replaced.keep(bucket, step, before));
      D present = document.read();
      if (document.same(present, next.before())) {
        document.write(next.after());
        written.add(next);
        present = settled(document, next, met, end);
        if (document.same(present, next.after())) {
          met.overwritten.stream()
              .flatMap(theirs -> document.json(theirs).stream())
              .forEach(theirs -> replaced.keep(bucket, step, theirs));
          return new Rewritten<>(written, next, met.findings());
        }
      } else {
        met.merged.add(present);
      }
      next = plan.apply(present);
    }
    throw new TryAgain("Others keep writing the " + document.name() + ".");
  }

  private <D> D settled(WholeDocument<D> document, Edit<D> edit, Met<D> met, Instant end) {
    var time = settling.time();
    var passed = new ArrayList<D>();
    D last = document.read();
    var since = time.now();
    while (time.now().isBefore(since.plus(settling.quiet()))) {
      if (time.now().isAfter(end)) {
        throw new TryAgain("The " + document.name() + " does not settle.");
      }
      time.pass(settling.pause());
      D now = document.read();
      if (!document.same(now, last)) {
        passed.add(last);
        last = now;
        since = time.now();
      }
    }
    if (document.same(last, edit.after())) {
      passed.stream().filter(seen -> isTheirs(seen, edit, document)).forEach(met.overwritten::add);
    } else if (isTheirs(last, edit, document)) {
      met.merged.add(last);
    }
    return last;
  }

  /** Neither what was there nor what was written: reads may lag behind, and show the former. */
  private static <D> boolean isTheirs(D seen, Edit<D> edit, WholeDocument<D> document) {
    return !document.same(seen, edit.after()) && !document.same(seen, edit.before());
  }

  /** What others wrote, as far as it was seen. */
  private static final class Met<D> {
    private final WholeDocument<D> document;
    private final List<D> merged = new ArrayList<>();
    private final List<D> overwritten = new ArrayList<>();

    Met(WholeDocument<D> document) {
      this.document = document;
    }

    List<Finding> findings() {
      var findings = new ArrayList<Finding>();
      if (!merged.isEmpty()) {
        findings.add(
            Finding.warning(
                Code.EDITED_MEANWHILE,
                "Somebody else wrote the "
                    + document.name()
                    + " while this application did; theirs stands, and ours was merged into it.",
                "Look whether it says what they meant: who writes it whole, as this application does, may have replaced an edit of a third. The registry keeps what was there before each write of this application."));
      }
      for (D theirs : overwritten) {
        findings.add(
            Finding.warning(
                Code.EDIT_NOT_THERE,
                "After this application's write, the "
                    + document.name()
                    + " was for a moment what neither was there before nor was written by it, and that is not there now: somebody's edit was overwritten, or they took it back themselves.",
                "Compare it with what the registry keeps of it"
                    + document
                        .json(theirs)
                        .map(json -> " under " + Document.sha256(json))
                        .orElse("")
                    + ", and make the edit again if it is missing."));
      }
      return List.copyOf(findings);
    }
  }
}
