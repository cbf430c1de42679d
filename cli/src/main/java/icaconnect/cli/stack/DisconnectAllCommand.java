package icaconnect.cli.stack;

import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code ica-connect disconnect-all}. */
@Command(
    name = "disconnect-all",
    header = "Disconnect every bucket of the stack, before it is deleted.",
    description = {
      "Says of which buckets it would take back what, and asks unless --yes is given. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class DisconnectAllCommand extends WritingCommand {
  public DisconnectAllCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    mustBeAskable();
    if (shows() && !isWanted(stack().connections())) {
      return ExitCode.DONE;
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

  private boolean isWanted(List<ConnectionRecord> all) {
    if (all.isEmpty()) {
      paper().line("Nothing is connected.");
      return !asks();
    }
    paper()
        .line(
            Ink.BOLD,
            "Disconnecting would take back, of each of these, its access key and user, its secret, and what was added to the bucket and its key:");
    all.forEach(each -> paper().marked(Ink.RED, "- ", words(each)));
    return wanted("Disconnect all " + all.size() + " of them?");
  }

  private static String words(ConnectionRecord connection) {
    return connection.bucket()
        + " ("
        + connection.state()
        + ")"
        + connection
            .ids()
            .map(ids -> ids.path("userName").textValue())
            .map(user -> ", IAM user " + user)
            .orElse("");
  }
}
