package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.Obstacle;
import icaconnect.policy.Principal;
import icaconnect.policy.Statement;
import icaconnect.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes each Deny statement that locks the connection out spare its principals, where that is
 * wished.
 */
final class Exempting {
  private Exempting() {}

  /**
   * @param made what was added, statement by statement
   * @param spared the statements as they were
   */
  record Exempted(PolicyDraft draft, List<Exemption> made, List<Obstacle> spared) {
    /** The statements that nothing was added to, and that name what was added elsewhere. */
    List<Exemption> namingIca() {
      var values =
          made.stream()
              .flatMap(exemption -> exemption.added().stream())
              .flatMap(added -> added.values().stream())
              .toList();
      var places = made.stream().map(Exemption::index).toList();
      return IntStream.range(0, draft.slots().size())
          .filter(place -> !places.contains(place))
          .filter(place -> draft.slots().get(place).there())
          .mapToObj(place -> Exemption.none(place, draft.slots().get(place).now()))
          .filter(theirs -> values.stream().anyMatch(Json.write(theirs.former())::contains))
          .toList();
    }
  }

  static Exempted statements(PolicyDraft draft, IcaRequests ica, Connection wish) {
    JsonNode document = draft.document();
    var made = new ArrayList<Exemption>();
    var spared = new ArrayList<Obstacle>();
    for (Obstacle obstacle : Judgement.of(document, ica).obstacles()) {
      Statement statement = obstacle.statement();
      List<Principal> principals = toSpare(obstacle, wish);
      List<Added> additions = Sparing.additions(statement, principals);
      JsonNode left = Sparing.apply(statement.json(), additions);
      if (!additions.isEmpty() && spares(statement.with(left), ica, principals)) {
        int place = draft.placeOf(statement.index());
        made.add(new Exemption(place, statement.json(), left, additions));
        spared.add(obstacle);
        draft = draft.with(place, left);
      }
    }
    return new Exempted(draft, made, spared);
  }

  /**
   * All that it may deny, if asked for by Sid; else what it denies for certain and for who they
   * are.
   */
  private static List<Principal> toSpare(Obstacle obstacle, Connection wish) {
    if (obstacle.statement().sid().filter(wish.exemptSids()::contains).isPresent()) {
      return obstacle.principals();
    }
    return obstacle.guards() ? List.of() : obstacle.deniedForCertain();
  }

  /** The proof that the edit does what it is for. */
  private static boolean spares(Statement edited, IcaRequests ica, List<Principal> principals) {
    return ica.requests().stream()
        .filter(request -> principals.contains(request.principal()))
        .allMatch(request -> edited.appliesTo(request) == Verdict.DOES_NOT_APPLY);
  }
}
