package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.answer.AnswerPage;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.lambda.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ica-connect audit}. */
@Command(
    name = "audit",
    header = "Look whether connections are still what they were, and work.",
    description = {
      "Writes nothing, unless --repair is given: then ours that has drifted is repaired. With --repair it shows what the last audit has found, and asks unless --yes is given. Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class AuditCommand extends WritingCommand {
  @Parameters(paramLabel = "BUCKET", description = "Only these; without, all connections.")
  private List<String> buckets;

  @Option(names = "--repair", description = "Repair what has drifted of ours.")
  private boolean repair;

  public AuditCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    ObjectNode input = Json.MAPPER.createObjectNode();
    if (buckets != null) {
      input.set("buckets", Json.tree(buckets));
    }
    if (repair) {
      mustBeAskable();
      if (shows()) {
        showDrift();
      }
      if (!wanted("Audit " + which() + " and repair?")) {
        return ExitCode.DONE;
      }
      input.put("autoRepair", true);
    }
    JsonNode outcome = follow("AuditStateMachineArn", input);
    if (paper().format() != OutputFormat.text || outcome.has("failure")) {
      return told(outcome, "Changed");
    }
    int busy = outcome.at("/byOutcome/BUSY").asInt();
    paper()
        .line(
            outcome.path("looked").asInt()
                - busy
                + " looked at"
                + (busy == 0 ? "" : ", " + busy + " not, as executions work on them (BUSY)"));
    outcome
        .path("byOutcome")
        .properties()
        .forEach(each -> paper().line("  " + each.getValue().asText() + " " + each.getKey()));
    outcome
        .path("findings")
        .forEach(each ->
            paper()
                .line(
                    "%s: %s %s"
                        .formatted(
                            each.path("code").asText(),
                            each.path("message").asText(),
                            each.path("remedy").asText())));
    paper().line("Each with its reason: " + outcome.path("results").asText());
    return evidence(outcome.path("report"));
  }

  /** What an audit has found is in the records; what it will find nobody knows. */
  private void showDrift() {
    var page = new AnswerPage(shown());
    var drifted =
        stack().connections().stream()
            .filter(each -> buckets == null || buckets.contains(each.bucket()))
            .filter(each -> each.drift().filter(drift -> !drift.isEmpty()).isPresent())
            .toList();
    drifted.forEach(each ->
        page.changes(
            "Repairing " + each.bucket() + " would change, by the last audit",
            List.of(Json.MAPPER.createObjectNode().set("changes", each.drift().orElseThrow()))));
    if (drifted.isEmpty()) {
      paper().line("The last audit has found nothing to repair.");
    }
    paper().line("");
    paper().line("What has drifted since is looked for first, and repaired too.");
  }

  private String which() {
    return buckets == null ? "all connections" : String.join(", ", buckets);
  }

  private ExitCode evidence(JsonNode report) {
    if (report.isMissingNode()) {
      // The stack is of a version that writes none.
      return ExitCode.DONE;
    }
    paper()
        .line(
            report.has("html")
                ? "The evidence: " + report.path("html").asText()
                : "No report could be written: " + report.path("message").asText());
    return ExitCode.DONE;
  }
}
