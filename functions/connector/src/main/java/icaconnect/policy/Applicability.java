package icaconnect.policy;

import java.util.HashMap;
import java.util.Map;

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
  private Principal principal;
  private Verdict fits;
  private Target target;
  private Verdict reaches;
  private Principal knownPrincipal;
  private Map<String, Fact> known;
  private final boolean actionMatters;
  private String knownAction;
  private Verdict holds;

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
    if (principal != request.principal()) {
      principal = request.principal();
      fits = statement.principal().fits(principal);
    }
    return fits;
  }

  private Verdict reaches(Request request) {
    if (target != request.target() || !fixedResources) {
      target = request.target();
      reaches = statement.covers(target, request);
    }
    return reaches;
  }

  private Verdict holds(Request request) {
    if (knownPrincipal != request.principal()
        || known != request.ofAction()
        || (actionMatters && !request.lowerAction().equals(knownAction))) {
      knownAction = request.lowerAction();
      knownPrincipal = request.principal();
      known = request.ofAction();
      holds = statement.holds(request);
    }
    return holds;
  }
}
