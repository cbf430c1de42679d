package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.execution.Ending;
import icaconnect.cli.options.Globals;
import icaconnect.cli.options.RequestOptions;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import java.nio.file.Path;
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

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Keep the plan in this file, for connect --plan.")
  private Path out;

  public PlanCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    ObjectNode asked = request.json("plan");
    JsonNode outcome = follow("ConnectStateMachineArn", asked);
    SavedPlan plan = SavedPlan.of(asked, outcome);
    boolean planned = Ending.of(outcome) == ExitCode.DONE;
    told(planned ? plan.named() : outcome, "Connecting would change");
    if (planned && out != null) {
      plan.write(out);
    }
    if (planned && paper().format() == OutputFormat.text && !paper().quiet()) {
      paper().line("Plan " + plan.id() + (out == null ? "" : " in " + out));
    }
    warn(outcome);
    ExitCode code = Ending.ofPlan(outcome);
    return code == ExitCode.DONE && detailedExitCode && changed(outcome) ? ExitCode.CHANGES : code;
  }
}
