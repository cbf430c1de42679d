package icaconnect.cli.stack;

import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
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
  @Mixin private BucketArgument bucket;

  public DisconnectCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    String machine = "DisconnectStateMachineArn";
    mustBeAskable();
    if (shows()) {
      var planned = follow(machine, bucket.json().put("mode", "plan"));
      ExitCode code = shown(planned, "Disconnecting would change");
      // What cannot be planned whole is still taken back as far as it can be, the key first.
      if (code != ExitCode.DONE && asks()) {
        return code;
      }
    }
    if (!wanted("Disconnect " + bucket.name() + "?")) {
      return ExitCode.DONE;
    }
    return told(follow(machine, bucket.json()), "Changed");
  }
}
