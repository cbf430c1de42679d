package icaconnect.cli.stack;

import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ica-connect disconnect}. */
@Command(
    name = "disconnect",
    header = "Take back what a connect has added to a bucket, and nothing else.",
    description = {
      "Shows the plan and asks, unless --yes is given. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class DisconnectCommand extends StackCommand {
  @Mixin private BucketArgument bucket;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not show the plan, do not ask.")
  private boolean yes;

  public DisconnectCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    String machine = "DisconnectStateMachineArn";
    if (!yes) {
      globals.mustBeAskable();
      ExitCode code =
          shown(follow(machine, bucket.json().put("mode", "plan")), "Disconnecting would change");
      if (code != ExitCode.DONE || !wanted("Disconnect " + bucket.name() + "?")) {
        return code;
      }
    }
    return told(follow(machine, bucket.json()), "Changed");
  }
}
