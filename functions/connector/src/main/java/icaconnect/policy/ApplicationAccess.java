package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a bucket's policy lets the application's own functions do their work, judged by the same
 * rules as ICA's requests before anything is tried; and the edit by which somebody who still can
 * lets them in. The application's account owns the bucket, so only a Deny can be in the way.
 */
public final class ApplicationAccess {
  private ApplicationAccess() {}

  /**
   * The statements in the way of these roles, in the document's order. {@link Obstacle#certain}
   * tells a Deny from a perhaps, {@link Obstacle#principals} names the functions by their label.
   *
   * @param bucketArn the bucket's own
   * @param region the bucket's
   */
  public static List<Obstacle> obstacles(
      JsonNode policy, String bucketArn, String region, List<ApplicationRole> roles, Instant now) {
    return obstacles(policy, requests(bucketArn, region, roles, now));
  }

  /** The same of an account that may be in no organisation. */
  public static List<Obstacle> obstaclesAnywhere(
      JsonNode policy, String bucketArn, String region, List<ApplicationRole> roles, Instant now) {
    return obstacles(
        policy,
        requests(bucketArn, region, roles, now).stream()
            .map(request ->
                request
                    .assuming("aws:principalorgid", Fact.UNKNOWN)
                    .assuming("aws:principalorgpaths", Fact.UNKNOWN))
            .toList());
  }

  private static List<Request> requests(
      String bucketArn, String region, List<ApplicationRole> roles, Instant now) {
    var target = new Target.Exact(bucketArn);
    var requests = new ArrayList<Request>();
    for (ApplicationRole role : roles) {
      var principal = principal(role, region, now);
      role.actions().stream()
          .sorted()
          .forEach(action ->
              requests.add(Request.of(principal, action, target, KnownAboutFunctions.OF_CALLS)));
    }
    return requests;
  }

  private static List<Obstacle> obstacles(JsonNode policy, List<Request> requests) {
    var obstacles = new ArrayList<Obstacle>();
    for (Statement statement : Statement.read(policy)) {
      if (statement.denies()) {
        Obstacle.of(statement, requests).ifPresent(obstacles::add);
      }
    }
    return List.copyOf(obstacles);
  }

  /**
   * JSON pointer, from the statement, to the list that the roles' pattern must be added to.
   *
   * @param rolePattern one ARN with wildcards for all roles
   */
  public static String place(Statement statement, String rolePattern) {
    return statement.exceptionsPointer(rolePattern.contains("*") || rolePattern.contains("?"));
  }

  /** The edit in words that spares the roles in each of these statements. */
  public static String edit(List<Statement> statements, String rolePattern) {
    return "Add "
        + rolePattern
        + " to "
        + Explanation.and(
            statements.stream()
                .map(each -> "/Statement/" + each.index() + place(each, rolePattern))
                .toList());
  }

  private static Principal principal(ApplicationRole role, String region, Instant now) {
    var names = Set.of(role.account(), role.arn(), role.sessionArn());
    return new Principal(
        "this application's function " + role.functionName(),
        role.arn(),
        names,
        names,
        false,
        KnownAboutFunctions.facts(role, region, now));
  }
}
