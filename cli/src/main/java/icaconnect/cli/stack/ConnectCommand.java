package icaconnect.cli.stack;

import icaconnect.cli.options.Globals;
import icaconnect.cli.options.RequestOptions;
import icaconnect.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ica-connect connect}. */
@Command(
    name = "connect",
    header = "Connect a bucket.",
    description = {
      "Shows the plan and asks, unless --yes is given; then connects, and proves it. What is written is planned on the bucket as it is at that moment. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ConnectCommand extends StackCommand {
  @Mixin private RequestOptions request;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not show the plan, do not ask.")
  private boolean yes;

  public ConnectCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    String machine = "ConnectStateMachineArn";
    if (!yes) {
      var objection = objection(machine, request.json("plan"), "Connecting");
      if (objection.isPresent()) {
        return objection.get();
      }
    }
    return told(follow(machine, request.json("apply")), "Changed");
  }
}
