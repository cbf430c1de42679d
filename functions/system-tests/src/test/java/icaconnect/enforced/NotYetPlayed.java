package icaconnect.enforced;

import java.util.Set;

/**
 * Functions that came with a door or a workflow for which no situation is written yet; the list
 * only shrinks.
 */
final class NotYetPlayed {
  static final Set<String> FUNCTIONS =
      Set.of("EventFunction", "ManifestFunction", "RotationFunction", "SummaryFunction");

  private NotYetPlayed() {}

  static boolean includes(Function function) {
    return FUNCTIONS.contains(function.logicalId());
  }
}
