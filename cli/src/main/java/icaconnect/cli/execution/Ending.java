package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.ExitCode;
import java.util.stream.Stream;

/** What the process ends with, by what an execution answered. */
public final class Ending {
  /** What somebody has to know of a connect whose findings have an error. */
  public static final String WOULD_NOT_WORK = "Connecting would not make it work: see the errors.";

  private Ending() {}

  /** Whether everything could be written, and ICA would be kept out all the same. */
  public static boolean keepsOut(Stream<JsonNode> findings) {
    return findings.anyMatch(each -> each.path("severity").asText().equals("ERROR"));
  }

  /** The same of a connect that was only planned. */
  public static ExitCode ofPlan(JsonNode planned) {
    ExitCode code = of(planned);
    return code == ExitCode.DONE && keepsOut(planned.path("findings").valueStream())
        ? ExitCode.REFUSED
        : code;
  }

  public static ExitCode of(JsonNode outcome) {
    if (!outcome.has("failure")) {
      return ExitCode.DONE;
    }
    return switch (outcome.at("/failure/error").asText()) {
      case "icaconnect.failure.InvalidRequest" -> ExitCode.USAGE;
      case "icaconnect.failure.Refused",
          "DeclaredElsewhere",
          "WrittenByNewer",
          "RecordTooLarge",
          "RecordRebuilt",
          "NotConnected",
          "Overtaken" ->
          ExitCode.REFUSED;
      case "NotProven", "NotValidated" -> ExitCode.NOT_PROVEN;
      case "icaconnect.failure.TryAgain",
          "icaconnect.failure.LeaseLost",
          "LeaseHeld",
          "NobodyAnswered" ->
          ExitCode.TRY_AGAIN;
      default -> ExitCode.FAILED;
    };
  }
}
