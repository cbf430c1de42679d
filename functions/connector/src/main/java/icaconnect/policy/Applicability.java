package icaconnect.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks one statement about many requests, and each of its parts no more often than the answer may
 * differ: requests that share principal, target or facts should follow each other. Not for threads.
 */
@SuppressWarnings(
    "ReferenceEquality") // What is kept is of the same object; an equal one is rare, and asked
// anew.
final class Applicability {
  private final Statement statement;
  private final Map<String, Boolean> covered = new HashMap<>();
  private final boolean fixedResources;
  private @Nullable Principal principal;
  private @Nullable Verdict fits;
  private @Nullable Target target;
  private @Nullable Verdict reaches;
  private @Nullable Principal knownPrincipal;
  private @Nullable Map<String, Fact> known;
  private final boolean actionMatters;
  private @Nullable String knownAction;
  private @Nullable Verdict holds;

  Applicability(Statement statement) {
    this.statement = statement;
    this.fixedResources =
        statement.resources().stream().allMatch(resource -> resource.fixed() != null);
    this.actionMatters = statement.asksForKeysOfActions();
  }

  /** The same as {@link Statement#appliesTo}. */
  Verdict to(Request request) {
    if (!covered.computeIfAbsent(request.lowerAction(), statement::covers)) {
      return Verdict.DOES_NOT_APPLY;
    }
    Verdict verdict = fits(request);
    if (!verdict.doesNotApply()) {
      verdict = verdict.and(reaches(request));
    }
    return verdict.doesNotApply() ? verdict : verdict.and(holds(request));
  }

  private Verdict fits(Request request) {
    Verdict kept = fits;
    if (kept == null || principal != request.principal()) {
      principal = request.principal();
      kept =
          statement.allows()
              ? statement.principal().letsIn(principal)
              : statement.principal().keepsOut(principal);
      fits = kept;
    }
    return kept;
  }

  private Verdict reaches(Request request) {
    Verdict kept = reaches;
    if (kept == null || target != request.target() || !fixedResources) {
      target = request.target();
      kept = statement.covers(request.target(), request);
      reaches = kept;
    }
    return kept;
  }

  private Verdict holds(Request request) {
    Verdict kept = holds;
    if (kept == null
        || knownPrincipal != request.principal()
        || known != request.ofAction()
        || (actionMatters && !request.lowerAction().equals(knownAction))) {
      knownAction = request.lowerAction();
      knownPrincipal = request.principal();
      known = request.ofAction();
      kept = statement.holds(request);
      holds = kept;
    }
    return kept;
  }
}
