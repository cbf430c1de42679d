package icaconnect.cli.stack;

import icaconnect.cli.aws.Registry;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.lambda.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ica-connect disconnect-all}. */
@Command(
    name = "disconnect-all",
    header = "Disconnect every bucket of the stack, before it is deleted.",
    description = {
      "Names the buckets and asks, unless --yes is given. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class DisconnectAllCommand extends StackCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not name the buckets, do not ask.")
  private boolean yes;

  public DisconnectAllCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    if (!yes) {
      globals.mustBeAskable();
      var all = new Registry(caller(), stack()).all();
      all.forEach(each -> paper().line("  " + each.bucket() + " " + each.state()));
      paper().out().flush();
      if (!globals.confirms("Disconnect all " + all.size() + " of them?")) {
        paper().line("Nothing was done.");
        return ExitCode.DONE;
      }
    }
    // What the workflow wants to hear, so that nothing else starts it by mistake.
    var meant = Json.MAPPER.createObjectNode().put("disconnect", "every bucket of this stack");
    var outcome = follow("DisconnectAllStateMachineArn", meant);
    if (paper().format() == OutputFormat.text && outcome.has("disconnected")) {
      // An older stack does not look for users, and says nothing of them.
      paper()
          .line(
              outcome.path("disconnected").asInt()
                  + " disconnected"
                  + (outcome.has("usersLeft") ? ", and no IAM user of the stack is left" : ""));
      return ExitCode.DONE;
    }
    return told(outcome, "Disconnected");
  }
}
