package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ica-connect list}. */
@Command(
    name = "list",
    header = "List all connections.",
    description = {
      "With what the registry says of each, and the age of its access key by the trail; - is what is not known.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ListCommand extends StackCommand {
  private static final String ROW = "%-40s %-13s %-15s %-20s %-8s %-20s %-6s %s";

  @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
  private ConnectionState state;

  public ListCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    List<ConnectionRecord> found =
        stack().connections().stream()
            .filter(each -> state == null || each.state() == state)
            .toList();
    var keys = KeysSince.of(found, stack().sources());
    keys.sayWhyNot(paper());
    switch (paper().format()) {
      case json ->
          paper()
              .json(Map.of("connections", found.stream().map(each -> told(each, keys)).toList()));
      case ndjson -> found.forEach(each -> paper().event("connection", told(each, keys)));
      case text -> table(found, keys);
    }
    return ExitCode.DONE;
  }

  private static ObjectNode told(ConnectionRecord connection, KeysSince keys) {
    ObjectNode told = Json.MAPPER.valueToTree(connection);
    keys.of(connection).ifPresent(since -> told.put("keySince", since.toString()));
    return told;
  }

  private void table(List<ConnectionRecord> found, KeysSince keys) {
    if (!paper().quiet()) {
      paper()
          .line(
              Ink.BOLD,
              ROW.formatted(
                  "BUCKET", "STATE", "REGION", "PREFIX", "KEY AGE", "LAST PROOF", "DRIFT", "ICA"));
    }
    Instant now = globals.around().clock().instant();
    found.forEach(each -> paper().line(row(each, keys.age(each, now))));
  }

  private static String row(ConnectionRecord each, String keyAge) {
    var row = ConnectionRow.of(each, keyAge);
    return ROW.formatted(
            each.bucket(),
            row.state(),
            row.region(),
            row.prefix(),
            row.keyAge(),
            row.lastProof(),
            row.drift(),
            row.icaStatus())
        .stripTrailing();
  }
}
