package icaconnect.cli.stack;

import icaconnect.cli.aws.Registry;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ica-connect list}. */
@Command(
    name = "list",
    header = "List all connections.",
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ListCommand extends StackCommand {
  private static final String ROW = "%-40s %-13s %-15s %-20s %-20s %-6s %s";

  @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
  private ConnectionState state;

  public ListCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    List<ConnectionRecord> found =
        new Registry(caller(), stack())
            .all().stream().filter(each -> state == null || each.state() == state).toList();
    switch (paper().format()) {
      case json -> paper().json(Map.of("connections", found));
      case ndjson -> found.forEach(each -> paper().event("connection", each));
      case text -> table(found);
    }
    return ExitCode.DONE;
  }

  private void table(List<ConnectionRecord> found) {
    if (!paper().quiet()) {
      paper()
          .line(
              Ink.BOLD,
              ROW.formatted("BUCKET", "STATE", "REGION", "PREFIX", "PROVEN", "DRIFT", "ICA"));
    }
    found.forEach(each -> paper().line(row(each)));
  }

  private static String row(ConnectionRecord each) {
    String proven =
        each.verification()
            .map(proof -> proof.path("at").asText().replaceFirst("\\..*Z", "Z"))
            .orElse("");
    return ROW.formatted(
            each.bucket(),
            each.state(),
            each.region().orElse(""),
            each.wish().map(wish -> wish.path("prefix").asText("")).orElse(""),
            proven,
            each.drift().map(drift -> String.valueOf(drift.size())).orElse("-"),
            each.ids().map(ids -> ids.path("icaStatus").asText("")).orElse(""))
        .stripTrailing();
  }
}
