package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A Deny statement that will get into the way of ICA's requests, or more of it, on a day that the
 * statement names itself.
 *
 * @param from the first moment that the statement names after which it denies more than now
 * @param obstacle what it denies then
 */
public record Upcoming(Instant from, Obstacle obstacle) {
  private static final Set<String> TIME =
      Set.of("aws:currenttime", "aws:epochtime", "aws:tokenissuetime");

  /**
   * The first such day of each statement.
   *
   * @param at ICA's requests at a moment
   */
  public static List<Upcoming> after(
      JsonNode policy, Instant now, Function<Instant, IcaRequests> at) {
    var upcoming = new ArrayList<Upcoming>();
    for (Statement statement : Statement.read(policy)) {
      if (statement.denies()) {
        first(statement, now, at).ifPresent(upcoming::add);
      }
    }
    return List.copyOf(upcoming);
  }

  private static Optional<Upcoming> first(
      Statement statement, Instant now, Function<Instant, IcaRequests> at) {
    var days = days(statement, now);
    if (days.isEmpty()) {
      return Optional.empty();
    }
    int denied = weight(Obstacle.of(statement, at.apply(now).requests()));
    for (Instant day : days) {
      for (Instant moment : List.of(day, day.plusSeconds(1))) {
        var then = Obstacle.of(statement, at.apply(moment).requests());
        if (weight(then) > denied) {
          return then.map(obstacle -> new Upcoming(day, obstacle));
        }
      }
    }
    return Optional.empty();
  }

  /** How much it denies: a request that is denied for certain counts twice. */
  private static int weight(Optional<Obstacle> obstacle) {
    return obstacle.stream()
        .flatMap(found -> found.cases().stream())
        .mapToInt(each -> each.verdict().applies() ? 2 : 1)
        .sum();
  }

  private static TreeSet<Instant> days(Statement statement, Instant now) {
    var days = new TreeSet<Instant>();
    for (Condition condition : statement.conditions()) {
      if (TIME.contains(condition.lowerKey())) {
        for (String value : condition.written()) {
          try {
            days.add(Comparison.instant(value));
          } catch (IllegalArgumentException noDate) {
            // Such a line is undecided now, and stays so.
          }
        }
      }
    }
    return new TreeSet<>(days.tailSet(now, false));
  }
}
