package icaconnect.cli.execution;

import java.util.Map;

/** What an execution waits for, by the state that waits. */
final class Waits {
  private static final Map<String, String> FOR =
      Map.of(
          "Wait for the holder",
          "another execution works on this bucket",
          "Let the holder's last function end",
          "a stopped execution's last function may run for a minute",
          "Wait for propagation",
          "what was just made is not known everywhere yet",
          "Let IAM forget",
          "IAM may still show a user that has just been deleted",
          "Wait for ICA",
          "ICA validates the configuration",
          "Let the old key rest",
          "its overlap or quiet period, which may be hours (docs/rotation.md); Ctrl-C leaves this running",
          "Wait for a person",
          "somebody enters the new key in ICA and says so, as the record's todo tells (docs/rotation.md)."
              + " Both keys work meanwhile; Ctrl-C leaves this running");

  private Waits() {}

  /** The state's name, and what it waits for where it waits. */
  static String named(String state) {
    String why = FOR.get(state);
    return why == null ? state : state + " … " + why;
  }
}
