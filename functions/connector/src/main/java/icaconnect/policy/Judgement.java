package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a policy meets the requests that a connection needs. An explicit Deny beats every Allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @param obstacles the Deny statements in the way, in the document's order
 * @param ungranted what the policy itself must allow and does not: requests from other accounts
 */
public record Judgement(List<Obstacle> obstacles, List<Request> ungranted) {
  public static Judgement of(JsonNode policy, IcaRequests ica) {
    var statements = Statement.read(policy);
    var obstacles = new ArrayList<Obstacle>();
    for (Statement statement : statements) {
      if (statement.denies()) {
        Obstacle.of(statement, ica.requests()).ifPresent(obstacles::add);
      }
    }
    var grants = statements.stream().filter(Statement::allows).toList();
    var ungranted =
        ica.requests().stream()
            .filter(request -> ica.role().filter(request.principal()::equals).isPresent())
            .filter(
                request -> grants.stream().noneMatch(grant -> grant.appliesTo(request).applies()))
            .toList();
    return new Judgement(List.copyOf(obstacles), ungranted);
  }

  /** What becomes of one request. */
  public Ruling ruling(Request request) {
    Ruling worst = ungranted.contains(request) ? new Ruling.NotGranted() : new Ruling.Allowed();
    for (Obstacle obstacle : obstacles) {
      for (Obstacle.Case each : obstacle.cases()) {
        if (each.request().equals(request)) {
          if (each.verdict().applies()) {
            return new Ruling.Blocked(obstacle.statement());
          }
          if (worst instanceof Ruling.Allowed
              && each.verdict() instanceof Verdict.DependsOn depends) {
            worst = new Ruling.MayBeBlocked(obstacle.statement(), depends.keys());
          }
        }
      }
    }
    return worst;
  }
}
