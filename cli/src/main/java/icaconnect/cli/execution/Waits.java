package icaconnect.cli.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What an execution waits for, by the state that waits. */
final class Waits {
  private static final Map<String, Wait> FOR =
      Map.of(
          "Wait for the holder",
          new Wait("another execution that works on this bucket", ""),
          "Let the holder's last function end",
          new Wait("a stopped execution's last function", "It may run for a minute."),
          "Wait for propagation",
          new Wait("what was just made, such as a new key, to be known everywhere", ""),
          "Let IAM forget",
          new Wait("IAM to forget users that have just been deleted", ""),
          "Wait for ICA",
          new Wait("ICA to validate the configuration", ""),
          "Let the old key rest",
          new Wait(
              "the old key's overlap or quiet period",
              "That may be hours (docs/rotation.md); Ctrl-C leaves this running."),
          "Wait for a person",
          new Wait(
              "somebody to enter the new key in ICA and say so",
              "The record's todo tells how (docs/rotation.md). Both keys work meanwhile; Ctrl-C leaves this running."));

  /**
   * @param what for
   * @param hint what somebody should know who sees it begin; may be empty
   */
  record Wait(String what, String hint) {}

  private Waits() {}

  /** What this state waits for; absent where it waits for nothing but its own work. */
  static Optional<Wait> of(String state) {
    return Optional.ofNullable(FOR.get(state));
  }

  /** In seconds for some minutes, in minutes for some hours. */
  static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 300
        ? seconds + " s"
        : seconds < 7200
            ? seconds / 60 + " min"
            : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
