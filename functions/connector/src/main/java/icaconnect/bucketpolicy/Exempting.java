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
import icaconnect.policy.Upcoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  record Exempted(PolicyDraft draft, List<Exemption> made, List<Spared> spared) {
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
          .mapToObj(place ->
              Optional.ofNullable(draft.slots().get(place).now())
                  .map(now -> Exemption.none(place, now)))
          .flatMap(Optional::stream)
          .filter(theirs -> values.stream().anyMatch(Json.write(theirs.former())::contains))
          .toList();
    }
  }

  /**
   * A statement as it was, with what it was in the way of: now, or else later.
   *
   * @param from the day on which it would have got into the way, where it was not yet
   */
  record Spared(Obstacle obstacle, Optional<Instant> from) {}

  /**
   * @param upcoming what will be in ICA's way, which is exempted only if asked for by Sid
   */
  static Exempted statements(
      PolicyDraft draft, IcaRequests ica, List<Upcoming> upcoming, Connection wish) {
    JsonNode document = draft.document();
    var made = new ArrayList<Exemption>();
    var spared = new ArrayList<Spared>();
    var now = new TreeMap<Integer, Obstacle>();
    Judgement.of(document, ica)
        .obstacles()
        .forEach(each -> now.put(each.statement().index(), each));
    for (Obstacle obstacle : obstacles(now, upcoming)) {
      Statement statement = obstacle.statement();
      List<Principal> principals = toSpare(obstacle, wish);
      List<Added> additions = Sparing.additions(statement, principals);
      JsonNode left = Sparing.apply(statement.json(), additions);
      if (!additions.isEmpty() && spares(statement.with(left), ica, principals)) {
        int place = draft.placeOf(statement.index());
        made.add(new Exemption(place, statement.json(), left, additions));
        spared.add(spared(now.get(statement.index()), obstacle, upcoming));
        draft = draft.with(place, left);
      }
    }
    return new Exempted(draft, made, spared);
  }

  /**
   * What is in the way now, and what will be, in the document's order. A statement that waits for a
   * day guards something, so it is spared by its Sid only.
   */
  private static Collection<Obstacle> obstacles(
      Map<Integer, Obstacle> now, List<Upcoming> upcoming) {
    var obstacles = new TreeMap<>(now);
    upcoming.stream()
        .map(Upcoming::obstacle)
        .forEach(each -> obstacles.put(each.statement().index(), each));
    return obstacles.values();
  }

  private static Spared spared(@Nullable Obstacle now, Obstacle any, List<Upcoming> upcoming) {
    return now != null
        ? new Spared(now, Optional.empty())
        : new Spared(
            any,
            upcoming.stream()
                .filter(each -> each.obstacle().equals(any))
                .map(Upcoming::from)
                .findFirst());
  }

  /**
   * Everybody of ours whom it denies or may deny: if asked for by Sid; else where it is a list of
   * who may, and somebody of ours is denied for certain. All of them in one edit, since half of a
   * connection does not work.
   */
  private static List<Principal> toSpare(Obstacle obstacle, Connection wish) {
    return isNamed(obstacle, wish) || (obstacle.certain() && !obstacle.guards())
        ? obstacle.principals()
        : List.of();
  }

  private static boolean isNamed(Obstacle obstacle, Connection wish) {
    return obstacle.statement().sid().filter(wish.exemptSids()::contains).isPresent();
  }

  /** The proof that the edit does what it is for. */
  private static boolean spares(Statement edited, IcaRequests ica, List<Principal> principals) {
    return ica.requests().stream()
        .filter(request ->
            principals.stream().anyMatch(each -> each.ownArn().equals(request.principal().arn())))
        .allMatch(request -> edited.appliesTo(request).doesNotApply());
  }
}
