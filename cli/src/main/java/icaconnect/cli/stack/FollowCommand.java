package icaconnect.cli.stack;

import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ica-connect follow}. */
@Command(
    name = "follow",
    header = "Follow an execution to its end, and print its answer.",
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class FollowCommand extends StackCommand {
  @Parameters(paramLabel = "EXECUTION", description = "The execution's ARN.")
  private String execution;

  public FollowCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    var executions = executions();
    // One that is not there does not go on.
    executions.look(execution);
    return told(follow(executions, execution), "Changed");
  }
}
