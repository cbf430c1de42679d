package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.JsonFile;
import icaconnect.cli.terminal.OutputFile;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.UsageError;
import icaconnect.evidence.Bounds;
import icaconnect.evidence.Evidence;
import icaconnect.evidence.EvidencePage;
import icaconnect.evidence.Gathering;
import icaconnect.lambda.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ica-connect report}. */
@Command(
    name = "report",
    header = "Write the evidence of connections, as a page and as JSON.",
    description = {
      "Of all connections, or of those that are named: what was asked, by whom, what was done and found. Reads with your own rights, and says what is not known.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ReportCommand extends StackCommand {
  private final String version;

  @Parameters(paramLabel = "BUCKET", arity = "0..*", description = "Only these connections.")
  private List<String> buckets = List.of();

  @Option(names = "--html", paramLabel = "FILE", description = "Write one page of HTML here.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the evidence as JSON here.")
  private Path json;

  @Option(
      names = "--verify",
      paramLabel = "FILE",
      description = "Look whether this evidence, as JSON, is as it was made. Asks nobody.")
  private Path verify;

  public ReportCommand(Globals globals, String version) {
    super(globals);
    this.version = version;
  }

  @Override
  ExitCode run() {
    if (verify != null) {
      if (html != null || json != null || !buckets.isEmpty()) {
        throw new UsageError("--verify looks at one file and writes none: give it alone.");
      }
      return verified();
    }
    if (html != null
        && json != null
        && html.toAbsolutePath().normalize().equals(json.toAbsolutePath().normalize())) {
      throw new UsageError("--html and --json name the same file.");
    }
    if (html == null && json == null && paper().format() == OutputFormat.text) {
      throw new UsageError("Where to? Give --html FILE, --json FILE, or --output json.");
    }
    ObjectNode made =
        Json.MAPPER
            .createObjectNode()
            .put("at", globals.around().clock().instant().toString())
            .put("by", stack().caller())
            .put("version", version);
    ObjectNode evidence =
        new Gathering(stack().sources(), Bounds.OF_A_PERSON)
            .of(made, bucket -> buckets.isEmpty() || buckets.contains(bucket));
    var others = new TreeSet<>(buckets);
    evidence.path("connections").forEach(one -> others.remove(one.path("bucket").asText()));
    if (!others.isEmpty()) {
      others.forEach(this::notConnected);
      return ExitCode.REFUSED;
    }
    var texts = new LinkedHashMap<Path, String>();
    if (json != null) {
      texts.put(json, Evidence.text(evidence));
    }
    if (html != null) {
      texts.put(html, EvidencePage.of(evidence));
    }
    write(texts);
    told(evidence);
    return ExitCode.DONE;
  }

  private void told(ObjectNode evidence) {
    int count = evidence.path("connections").size();
    switch (paper().format()) {
      case json -> paper().json(evidence);
      case ndjson -> paper().event("evidence", evidence);
      case text ->
          paper()
              .line(
                  count
                      + (count == 1 ? " connection" : " connections")
                      + ", SHA-256 "
                      + Evidence.digest(evidence));
    }
  }

  /** In bytes: evidence of a thousand connections has 16 MB, and takes some ten times its text. */
  private static int evidenceLimit() {
    return Math.clamp(Runtime.getRuntime().maxMemory() / 12, 16_000_000, 1_000_000_000);
  }

  private ExitCode verified() {
    var file = JsonFile.read(verify, evidenceLimit());
    var problems = Evidence.problems(file);
    String digest = Evidence.digest(file);
    switch (paper().format()) {
      case json -> paper().json(Map.of("digest", digest, "problems", problems));
      case ndjson -> paper().event("verified", Map.of("digest", digest, "problems", problems));
      case text -> {
        problems.forEach(paper()::line);
        if (problems.isEmpty()) {
          paper().line("As it was made, SHA-256 " + digest);
        }
      }
    }
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  /** All of them, or none. */
  private static void write(Map<Path, String> texts) {
    var staged = new ArrayList<OutputFile>();
    try {
      texts.forEach((file, text) -> staged.add(OutputFile.staged(file, text)));
      staged.forEach(OutputFile::keep);
    } finally {
      staged.forEach(OutputFile::close);
    }
  }
}
