package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.deployed.Runs;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.cli.terminal.UsageError;
import icaconnect.lambda.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ica-connect connect-many}. */
@Command(
    name = "connect-many",
    header = "Connect the buckets of a CSV or JSON file.",
    description = {
      "Each has an execution of its own; one that fails stops no other. The same file again changes"
          + " nothing where nothing has changed, so that is how a run is resumed. Asks, unless --yes"
          + " is given. Ctrl-C leaves the run running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ConnectManyCommand extends StackCommand {
  @Parameters(paramLabel = "FILE", description = "Requests: a .csv or .json file.")
  private Path file;

  @Option(
      names = "--concurrency",
      paramLabel = "NUMBER",
      description = "How many at a time, 1 to 40; 10 unless it is said.")
  private Integer concurrency;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  public ConnectManyCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    if (!file.toString().matches("(?i).+\\.(csv|json)") || !Files.isReadable(file)) {
      throw new UsageError(file + ": not a .csv or .json file that can be read.");
    }
    if (!yes && !globals.confirms("Connect the buckets of " + file + "?")) {
      paper().line("Nothing was done.");
      return ExitCode.DONE;
    }
    Runs runs = stack().runs();
    ObjectNode input = Json.MAPPER.createObjectNode().put("manifest", runs.manifest(file));
    if (concurrency != null) {
      input.put("concurrency", concurrency);
    }
    JsonNode outcome = follow("ConnectManyStateMachineArn", input);
    return outcome.has("failure") ? told(outcome, "Changed") : summed(outcome, runs);
  }

  private ExitCode summed(JsonNode summary, Runs runs) {
    List<JsonNode> failed =
        runs.results(summary.path("results").asText()).stream()
            .filter(each -> each.path("status").asText().equals("FAILED"))
            .toList();
    switch (paper().format()) {
      case json -> {
        ObjectNode answer = summary.deepCopy();
        answer.set("failures", Json.tree(failed));
        paper().json(answer);
      }
      case ndjson -> {
        failed.forEach(each -> paper().event("failed", each));
        paper().event("outcome", summary);
      }
      case text -> print(summary, failed);
    }
    boolean all = failed.isEmpty() && summary.path("unreported").asInt() == 0;
    return all ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(JsonNode summary, List<JsonNode> failed) {
    if (!paper().quiet()) {
      for (JsonNode each : failed) {
        paper()
            .marked(
                Ink.RED,
                String.format("%-40s ", each.path("bucket").asText()),
                each.path("reason").asText());
        paper().line("      " + each.path("message").asText());
      }
    }
    paper()
        .line(
            failed.isEmpty() ? Ink.GREEN : Ink.RED,
            "%d asked, %d connected, %d unchanged, %d failed, %d unreported"
                .formatted(
                    summary.path("asked").asInt(),
                    summary.path("connected").asInt(),
                    summary.path("unchanged").asInt(),
                    summary.path("failed").asInt(),
                    summary.path("unreported").asInt()));
  }
}
