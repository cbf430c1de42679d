package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * Statements that leave ICA alone because the bucket's account is in an organisation, which is
 * assumed of every account whose policy speaks of one. In an account outside all organisations they
 * would deny even their author.
 */
public final class OutsideOrganisation {
  private OutsideOrganisation() {}

  /** What would be in the way of requests that come from outside, and is not in theirs now. */
  public static List<Obstacle> obstacles(JsonNode policy, IcaRequests ica) {
    return Statement.read(policy).stream()
        .filter(Statement::denies)
        .filter(Meaning::asksForOrganisation)
        .map(statement ->
            Obstacle.of(
                statement,
                ica.requests().stream()
                    .filter(request -> statement.appliesTo(request).doesNotApply())
                    .map(OutsideOrganisation::outside)
                    .toList()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Request outside(Request request) {
    return request
        .assuming("aws:principalorgid", Fact.ABSENT)
        .assuming("aws:principalorgpaths", Fact.ABSENT);
  }
}
