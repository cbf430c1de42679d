package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.deployed.Runs;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.InputFile;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.cli.terminal.UsageError;
import icaconnect.fleet.Manifest;
import icaconnect.lambda.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ica-connect connect-many}. */
@Command(
    name = "connect-many",
    header = "Connect the buckets of a CSV or JSON file.",
    description = {
      "Each has an execution of its own; one that fails stops no other. The same file again changes"
          + " nothing where nothing has changed, so that is how a run is resumed. Shows which"
          + " they are, and asks unless --yes is given. Ctrl-C leaves the run running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ConnectManyCommand extends WritingCommand {
  private static final String ROW = "%-40s %s";

  /** Nobody reads ten thousand lines before they answer. */
  private static final int SHOWN = 30;

  @Parameters(paramLabel = "FILE", description = "Requests: a .csv or .json file.")
  private Path file;

  @Option(
      names = "--concurrency",
      paramLabel = "NUMBER",
      description = "How many at a time, 1 to 40; 10 unless it is said.")
  private Integer concurrency;

  public ConnectManyCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    if (!file.toString().matches("(?i).+\\.(csv|json)") || !Files.isReadable(file)) {
      throw new UsageError(file + ": not a .csv or .json file that can be read.");
    }
    mustBeAskable();
    ObjectNode input = Json.MAPPER.createObjectNode();
    if (concurrency != null) {
      input.put("concurrency", concurrency);
    }
    Manifest manifest = read(input);
    if (shows()) {
      show(manifest);
    }
    if (!wanted("Connect the buckets of " + file + "?")) {
      return ExitCode.DONE;
    }
    Runs runs = stack().runs();
    input.put("manifest", runs.manifest(file));
    JsonNode outcome = follow("ConnectManyStateMachineArn", input, new RunOutcomes(runs));
    return outcome.has("failure") ? told(outcome, "Changed") : summed(outcome, runs);
  }

  /** As the workflow will read it, so that what it would refuse is refused before it is sent. */
  private Manifest read(ObjectNode input) {
    String key = "manifests/" + file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Manifest.read(
        input.deepCopy().put("manifest", key),
        _ -> Optional.of(InputFile.text(file, InputFile.LIMIT)));
  }

  private void show(Manifest manifest) {
    List<JsonNode> requests = manifest.requests();
    Paper paper = shown();
    paper.line(
        Ink.BOLD,
        "Connecting would ask for %d %s, %d at a time:"
            .formatted(
                requests.size(),
                requests.size() == 1 ? "bucket" : "buckets",
                manifest.concurrency()));
    requests.stream().limit(SHOWN).forEach(each -> paper.marked(Ink.GREEN, "+ ", words(each)));
    if (requests.size() > SHOWN) {
      paper.line("  and %d more".formatted(requests.size() - SHOWN));
    }
  }

  private static String words(JsonNode request) {
    ObjectNode besides = request.isObject() ? request.deepCopy() : Json.MAPPER.createObjectNode();
    besides.remove("bucket");
    return request.path("bucket").asText() + (besides.isEmpty() ? "" : " " + Json.write(besides));
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
    if (!paper().quiet() && !failed.isEmpty()) {
      paper().line("");
      paper().line(Ink.BOLD, ROW.formatted("FAILED", "WHY").stripTrailing());
      for (JsonNode each : failed) {
        paper()
            .line(
                Ink.RED,
                ROW.formatted(each.path("bucket").asText(), each.path("reason").asText())
                    .stripTrailing());
        paper().line("    " + each.path("message").asText());
      }
      paper().line("");
      paper().line("The same command again connects what has failed, and changes nothing else.");
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
