package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.answer.AnswerPage;
import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ica-connect show}. */
@Command(
    name = "show",
    header = "Show one connection in full, with its history.",
    description = {
      "With the age of its access key by the trail; - is what is not known. With --output json, as the registry has it.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class ShowCommand extends StackCommand {
  private static final String ROW = "%-12s %s";
  private static final String EXECUTION = "%-20s %-11s %-11s %s";

  @Mixin private BucketArgument bucket;

  public ShowCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    var found = stack().connection(bucket.name());
    if (found.isEmpty()) {
      return notConnected(bucket.name());
    }
    switch (paper().format()) {
      case json -> paper().json(found.get());
      case ndjson -> paper().event("connection", found.get());
      case text -> print(found.get());
    }
    return ExitCode.DONE;
  }

  private void print(ConnectionRecord connection) {
    var keys = KeysSince.of(List.of(connection), stack().sources());
    keys.sayWhyNot(paper());
    rows(connection, keys.age(connection, globals.around().clock().instant()));
    var page = new AnswerPage(paper());
    connection
        .drift()
        .filter(drift -> !drift.isEmpty())
        .ifPresent(drift ->
            page.changes(
                "Repairing would change, by the last audit",
                List.of(Json.MAPPER.createObjectNode().set("changes", drift))));
    connection.findings().ifPresent(page::findings);
    connection.lastFailure().ifPresent(page::failure);
    connection.history().filter(history -> !history.isEmpty()).ifPresent(this::history);
  }

  private void rows(ConnectionRecord connection, String keyAge) {
    var at = ConnectionRow.of(connection, keyAge);
    row("BUCKET", connection.bucket());
    row("STATE", at.state());
    row("UPDATED", connection.updatedAt().orElse(ConnectionRow.UNKNOWN));
    connection.holder().ifPresent(holder -> row("LEASE", holder));
    row("REGION", at.region());
    row("PREFIX", at.prefix());
    connection
        .wish()
        .map(ShowCommand::besides)
        .filter(asked -> !asked.isEmpty())
        .ifPresent(asked -> row("ASKED", asked));
    row("USER", ConnectionRow.of(connection.ids(), "userName"));
    row("SECRET", ConnectionRow.of(connection.ids(), "secretArn"));
    row("ACCESS KEY", ConnectionRow.of(connection.ids(), "accessKeyId"));
    row("KEY AGE", at.keyAge());
    row(
        "LAST PROOF",
        at.lastProof() + connection.verification().map(ShowCommand::checks).orElse(""));
    row("DRIFT", at.drift());
    row("ICA", at.icaStatus());
    row("FINDINGS", String.valueOf(connection.findings().map(JsonNode::size).orElse(0)));
  }

  private void row(String name, String text) {
    paper().line(ROW.formatted(name, text));
  }

  /** What was asked for besides what has a row. */
  private static String besides(JsonNode wish) {
    return wish.properties().stream()
        .filter(field -> !List.of("bucket", "prefix").contains(field.getKey()))
        .map(field -> field.getKey() + " " + text(field.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String checks(JsonNode proof) {
    String skipped = text(proof.path("skipped"));
    return ", "
        + proof.path("passed").asInt()
        + " checks passed"
        + (skipped.isEmpty() ? "" : ", not tried: " + skipped);
  }

  private void history(JsonNode history) {
    paper().line("");
    if (!paper().quiet()) {
      paper().line(Ink.BOLD, EXECUTION.formatted("HISTORY", "ACTION", "STATUS", "CHANGED"));
    }
    history.forEach(each ->
        paper()
            .line(
                EXECUTION
                    .formatted(
                        ConnectionRow.second(each.path("at")),
                        each.path("action").asText(),
                        each.path("status").asText(),
                        what(each))
                    .stripTrailing()));
  }

  /** What it has changed, or why it failed. */
  private static String what(JsonNode execution) {
    String what =
        execution.has("error")
            ? execution.path("step").asText() + ": " + execution.path("error").asText()
            : text(execution.path("changed"));
    String undoing = execution.has("onBehalfOf") ? "undoing a failed connect" : "";
    return Stream.of(undoing, what).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(ShowCommand::text).collect(Collectors.joining(", "))
        : value.isValueNode() ? value.asText() : value.isMissingNode() ? "" : value.toString();
  }
}
