package icaconnect.step;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a step to the plan that its request expects. */
public final class AsPlanned {
  /** A failure's cause is short. */
  private static final int SHOWN = 10;

  private AsPlanned() {}

  /**
   * Before a write: nothing that is not in the plan. It may be less, since a try that was broken
   * off has done some of it.
   *
   * @param next what is about to be written
   * @throws Refused where more would be written
   */
  public static void only(Step step, Report next) {
    only(step, next.name(), PlannedWrite.of(next));
  }

  /** The same, for a step whose report is not just what it writes. */
  public static void only(Step step, String name, List<PlannedWrite> next) {
    step.connection()
        .expectedPlan()
        .ifPresent(expected -> {
          var others = others(next, expected.entries());
          if (!others.isEmpty()) {
            throw refused(name, others, 0);
          }
        });
  }

  /**
   * While planning: all of the plan, and nothing else. A step that would write nothing writes no
   * other edit: a plan that has been carried out may be sent again.
   *
   * @throws Refused where another edit would be written
   */
  static void exactly(Step step, Report planned) {
    step.connection()
        .expectedPlan()
        .ifPresent(expected -> {
          var writes = planned.writes().orElseThrow();
          var others = others(writes, expected.entries());
          var now = writes.stream().map(PlannedWrite::entry).collect(Collectors.toSet());
          long gone =
              expected.entries().stream()
                  .filter(entry -> entry.startsWith(planned.name() + "=") && !now.contains(entry))
                  .count();
          if (!writes.isEmpty() && (!others.isEmpty() || gone > 0)) {
            throw refused(planned.name(), others, gone);
          }
        });
  }

  private static List<String> others(List<PlannedWrite> writes, Set<String> expected) {
    return writes.stream()
        .filter(write -> !expected.contains(write.entry()))
        .map(PlannedWrite::what)
        .distinct()
        .toList();
  }

  private static Refused refused(String step, List<String> others, long gone) {
    var difference = new ArrayList<String>();
    if (!others.isEmpty()) {
      String more = others.size() > SHOWN ? ", and " + (others.size() - SHOWN) + " more" : "";
      difference.add(
          "it would now write, otherwise than planned: "
              + String.join(", ", others.subList(0, Math.min(SHOWN, others.size())))
              + more);
    }
    if (gone > 0) {
      difference.add("of the planned writes " + gone + " would not be made as planned");
    }
    return new Refused(
        Code.PLAN_CHANGED,
        "What the step "
            + step
            + " looks at has changed since the plan: "
            + String.join("; ", difference)
            + ".",
        "Plan again, look at the plan, and send the request with its expectedPlan.");
  }
}
