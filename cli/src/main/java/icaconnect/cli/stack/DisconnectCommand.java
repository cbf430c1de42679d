package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.execution.Ending;
import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ica-connect disconnect}. */
@Command(
    name = "disconnect",
    header = "Take back what a connect has added to a bucket, and nothing else.",
    description = {
      "Shows the plan, and asks unless --yes is given. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class DisconnectCommand extends WritingCommand {
  private static final String PLANNED = "Disconnecting would change";

  @Mixin private BucketArgument bucket;

  public DisconnectCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    String machine = "DisconnectStateMachineArn";
    mustBeAskable();
    Optional<JsonNode> unplanned = Optional.empty();
    if (shows()) {
      var planned = follow(machine, bucket.json().put("mode", "plan"));
      ExitCode code = Ending.of(planned);
      if (code == ExitCode.DONE || code == ExitCode.USAGE || asks()) {
        shown(planned, PLANNED);
        if (code != ExitCode.DONE) {
          return code;
        }
      } else {
        // What cannot be planned whole is still taken back as far as it can be, the key first.
        unplanned = Optional.of(planned);
      }
    }
    if (!wanted("Disconnect " + bucket.name() + "?")) {
      return ExitCode.DONE;
    }
    var outcome = follow(machine, bucket.json());
    unplanned
        .filter(planned -> !failure(planned).equals(failure(outcome)))
        .ifPresent(planned -> told(planned, PLANNED));
    return told(outcome, "Changed");
  }

  private static JsonNode failure(JsonNode outcome) {
    return outcome.at("/failure/message");
  }
}
