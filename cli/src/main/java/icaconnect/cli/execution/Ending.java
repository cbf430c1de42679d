package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.ExitCode;

/** What the process ends with, by what an execution answered. */
public final class Ending {
  private Ending() {}

  public static ExitCode of(JsonNode outcome) {
    if (!outcome.has("failure")) {
      return ExitCode.DONE;
    }
    return switch (outcome.at("/failure/error").asText()) {
      case "icaconnect.failure.InvalidRequest" -> ExitCode.USAGE;
      case "icaconnect.failure.Refused",
          "DeclaredElsewhere",
          "WrittenByNewer",
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
