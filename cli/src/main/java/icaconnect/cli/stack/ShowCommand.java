package icaconnect.cli.stack;

import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ica-connect show}; in all formats as JSON, since what it shows has no fixed shape. */
@Command(
    name = "show",
    header = "Show one connection in full, with its history.",
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ShowCommand extends StackCommand {
  @Mixin private BucketArgument bucket;

  public ShowCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    var found = stack().connection(bucket.name());
    if (found.isEmpty()) {
      return notConnected(bucket.name());
    }
    if (paper().format() == OutputFormat.ndjson) {
      paper().event("connection", found.get());
    } else {
      paper().json(found.get());
    }
    return ExitCode.DONE;
  }
}
