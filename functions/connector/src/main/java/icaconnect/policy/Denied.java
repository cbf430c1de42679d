package icaconnect.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what an obstacle denies and to whom, and keeps what is certain from what may be. */
public final class Denied {
  private Denied() {}

  /** The actions with whom they are denied to: the certain ones where there are any, else all. */
  public static String toWhom(Obstacle obstacle) {
    return words(obstacle, obstacle.certain());
  }

  /** The rest beside the certain ones, as the end of a sentence; empty where there is none. */
  public static String perhapsToo(Obstacle obstacle) {
    return obstacle.certain() && !obstacle.keys().isEmpty()
        ? "; it may deny "
            + words(obstacle, false)
            + " as well, depending on "
            + Explanation.some(obstacle.keys())
        : "";
  }

  /** The actions alone. */
  public static String what(Obstacle obstacle) {
    if (!obstacle.certain()) {
      return Explanation.some(obstacle.actions());
    }
    var perhaps = new LinkedHashSet<>(obstacle.actions());
    perhaps.removeAll(obstacle.certainly());
    return Explanation.some(obstacle.certainly())
        + (perhaps.isEmpty() ? "" : ", and perhaps " + Explanation.some(perhaps));
  }

  /** Principals who are denied the same are named together. */
  private static String words(Obstacle obstacle, boolean certain) {
    var actions = new LinkedHashMap<String, Set<String>>();
    for (Obstacle.Case each : obstacle.cases()) {
      if (each.verdict().applies() == certain) {
        actions
            .computeIfAbsent(each.request().principal().label(), _ -> new LinkedHashSet<>())
            .add(each.request().action());
      }
    }
    Map<Set<String>, List<String>> whom = new LinkedHashMap<>();
    actions.forEach(
        (label, denied) -> whom.computeIfAbsent(denied, _ -> new ArrayList<>()).add(label));
    return String.join(
        ", and ",
        whom.entrySet().stream()
            .map(
                each -> Explanation.some(each.getKey()) + " to " + Explanation.and(each.getValue()))
            .toList());
  }
}
