package icaconnect.entry;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The two workflows of the application. */
public enum Workflow {
  CONNECT,
  DISCONNECT;

  /** As the registry keeps it, and the definitions say it; the end of the state machine's name. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Workflow> ofWire(String text) {
    return Stream.of(values()).filter(workflow -> workflow.wire().equals(text)).findFirst();
  }

  /** A state machine is named STACK-connect or STACK-disconnect. */
  static Optional<Workflow> ofStateMachine(String arn) {
    return ofWire(arn.substring(arn.lastIndexOf('-') + 1));
  }
}
