package icaconnect.cli.stack;

import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ica-connect rotate}. */
@Command(
    name = "rotate",
    header = "Replace a connection's access key now, without an outage.",
    description = {
      "Asks, unless --yes is given. Both keys work for the periods that the stack is deployed with, a day and more by default; Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class RotateCommand extends StackCommand {
  @Mixin private BucketArgument bucket;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  public RotateCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    if (!yes && !globals.confirms("Replace the access key of " + bucket.name() + "?")) {
      paper().line("Nothing was done.");
      return ExitCode.DONE;
    }
    return told(follow("RotateStateMachineArn", bucket.json()), "Changed");
  }
}
