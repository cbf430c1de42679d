package icaconnect.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges the lines of a Condition that ask for the same key together: where the key's value is
 * unknown, case by case over all values that the lines tell apart. So "present, and not AES256" is
 * never true of a request that has AES256 or nothing.
 */
final class Correlation {
  private Correlation() {}

  /**
   * @param lines at least one, all about the same key
   */
  static Verdict holds(List<Condition> lines, Request request) {
    String key = request.sameAs(lines.getFirst().lowerKey());
    return switch (request.fact(key)) {
      case Fact.Absent _, Fact.Known _ -> all(lines, request);
      case Fact.OneOf either -> consensus(lines, key, either.cases(), request);
      case Fact.Between between ->
          Cases.of(lines, between, request)
              .map(cases -> consensus(lines, key, cases, request))
              .orElseGet(() -> all(lines, request));
      case Fact.Unknown unknown ->
          Cases.of(lines, unknown, request)
              .map(cases -> consensus(lines, key, cases, request))
              .orElseGet(() -> all(lines, request));
    };
  }

  private static Verdict consensus(
      List<Condition> lines, String key, List<Fact> cases, Request request) {
    var verdicts = new ArrayList<Verdict>(cases.size());
    for (Fact each : cases) {
      Verdict verdict = all(lines, request.assuming(key, each));
      if (!verdicts.contains(verdict)) {
        verdicts.add(verdict);
      }
    }
    return Verdict.consensus(verdicts, lines.getFirst().key());
  }

  /** Line by line: exact where the value is known, and never wrong where it is not. */
  private static Verdict all(List<Condition> lines, Request request) {
    Verdict verdict = Verdict.APPLIES;
    for (Condition line : lines) {
      verdict = verdict.and(line.holds(request));
    }
    return verdict;
  }
}
