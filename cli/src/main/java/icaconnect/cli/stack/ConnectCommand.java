package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.answer.AnswerPage;
import icaconnect.cli.options.Globals;
import icaconnect.cli.options.RequestOptions;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.UsageError;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ica-connect connect}. */
@Command(
    name = "connect",
    header = "Connect a bucket.",
    description = {
      "Plans, shows the plan, asks unless --yes is given, and writes exactly that plan, or is refused with the difference where another edit would be written; and proves it. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ConnectCommand extends WritingCommand {
  private static final String MACHINE = "ConnectStateMachineArn";

  @Mixin private RequestOptions request;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "The plan of this file, which plan --out has written.")
  private Path plan;

  public ConnectCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    if (plan != null && !request.areAbsent()) {
      throw new UsageError("The plan has its own request: give --plan alone.");
    }
    mustBeAskable();
    SavedPlan expected = plan == null ? planned() : SavedPlan.read(plan);
    if (plan == null || shows()) {
      JsonNode shown = plan == null ? expected.answer() : follow(MACHINE, expected.planned());
      ExitCode code = shown(shown, "Connecting would change");
      if (code == ExitCode.DONE && !expected.binds(shown)) {
        new AnswerPage(shown()).difference(expected.answer(), shown);
        throw new Refused(
            Code.PLAN_CHANGED,
            "This is not the plan of the file: the bucket has changed since, or what the file shows is not what it would have written.",
            "Plan again.");
      }
      warn(shown);
      if (code != ExitCode.DONE || !wanted("Connect " + shown.path("bucket").asText() + "?")) {
        return code;
      }
      if (asks()) {
        // Less than the file's may have been shown: what is there already is not written again.
        expected = SavedPlan.of(expected.planned(), shown);
      }
    }
    JsonNode outcome = follow(MACHINE, expected.applied());
    ExitCode code = told(outcome, "Changed");
    boolean refused = outcome.at("/failure/code").asText().equals(Code.PLAN_CHANGED.name());
    if (refused && showsDocuments()) {
      new AnswerPage(paper()).difference(expected.answer(), follow(MACHINE, expected.planned()));
    }
    return code;
  }

  private SavedPlan planned() {
    var asked = request.json("plan");
    return SavedPlan.of(asked, follow(MACHINE, asked));
  }

  private boolean showsDocuments() {
    return paper().format() == OutputFormat.text && !paper().quiet();
  }
}
