package icaconnect.door;

import java.util.Set;

/**
 * One line of the table of cut points.
 *
 * @param after the state after whose end the execution was to be stopped
 * @param stoppedIn the state that it had come to by then
 * @param answer what CloudFormation was told of the request that was cut
 * @param present what there was of a connection then
 * @param left what there was after CloudFormation's delete
 */
record CutPoint(
    String workflow,
    String after,
    String stoppedIn,
    String status,
    String answer,
    Set<String> present,
    Set<String> left) {
  private static final String FORMAT = "| %-18s | %-37s | %-37s | %-9s | %-7s | %-10s | %s |%n";

  static String head() {
    return FORMAT.formatted(
            "workflow", "stopped after", "at", "execution", "answer", "there then", "left")
        + FORMAT.formatted("---", "---", "---", "---", "---", "---", "---");
  }

  @Override
  public String toString() {
    return FORMAT.formatted(
        workflow,
        after,
        stoppedIn,
        status,
        answer,
        present.size(),
        left.isEmpty() ? "nothing" : left);
  }
}
