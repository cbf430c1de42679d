package icaconnect.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A Deny statement that is, or may be, in the way of ICA's requests. */
public record Obstacle(Statement statement, List<Case> cases) {
  /** A request that the statement denies for certain, or perhaps. */
  public record Case(Request request, Verdict verdict) {}

  static Optional<Obstacle> of(Statement statement, List<Request> requests) {
    List<Case> cases = null;
    var applicability = new Applicability(statement);
    for (Request request : requests) {
      Verdict verdict = applicability.to(request);
      if (!verdict.doesNotApply()) {
        cases = cases == null ? new ArrayList<>() : cases;
        cases.add(new Case(request, verdict));
      }
    }
    return Optional.ofNullable(cases).map(found -> new Obstacle(statement, List.copyOf(found)));
  }

  /** Whether any request is denied for certain. */
  public boolean certain() {
    return cases.stream().anyMatch(each -> each.verdict().applies());
  }

  /**
   * Whether it stands for more than a list of who may: it excepts nobody, or asks for a network, an
   * organisation, encryption; or means ICA by name. An exemption would defeat that, so a person
   * must ask for it by the statement's Sid.
   */
  public boolean guards() {
    return !Meaning.isListOfWhoMay(statement)
        || cases.stream().anyMatch(each -> Meaning.means(statement, each.request()));
  }

  public List<Principal> principals() {
    return principals(cases);
  }

  public Set<String> actions() {
    return cases.stream()
        .map(each -> each.request().action())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What it denies for certain to somebody. */
  public Set<String> certainly() {
    return cases.stream()
        .filter(each -> each.verdict().applies())
        .map(each -> each.request().action())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What decides where it is not certain. */
  public Set<String> keys() {
    var keys = new TreeSet<String>();
    for (Case each : cases) {
      if (each.verdict() instanceof Verdict.DependsOn depends) {
        keys.addAll(depends.keys());
      }
    }
    return keys;
  }

  private static List<Principal> principals(List<Case> cases) {
    return cases.stream().map(each -> each.request().principal()).distinct().toList();
  }
}
