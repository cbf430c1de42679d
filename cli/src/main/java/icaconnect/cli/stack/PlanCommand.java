package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.options.Globals;
import icaconnect.cli.options.RequestOptions;
import icaconnect.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ica-connect plan}. */
@Command(
    name = "plan",
    header = "Have the stack plan a connect, without writing.",
    description = {
      "Runs the workflow in plan mode, with the record of earlier connects that a check does not have.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class PlanCommand extends StackCommand {
  @Mixin private RequestOptions request;

  @Option(
      names = "--detailed-exitcode",
      description = "End with 2 where connecting would change something.")
  private boolean detailedExitCode;

  public PlanCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    JsonNode outcome = follow("ConnectStateMachineArn", request.json("plan"));
    ExitCode code = told(outcome, "Connecting would change");
    return code == ExitCode.DONE && detailedExitCode && changed(outcome) ? ExitCode.CHANGES : code;
  }
}
