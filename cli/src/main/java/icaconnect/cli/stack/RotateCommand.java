package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.registry.ConnectionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ica-connect rotate}. */
@Command(
    name = "rotate",
    header = "Replace a connection's access key now, without an outage.",
    description = {
      "Shows what will be done, and asks unless --yes is given. Both keys work for the periods that the stack is deployed with, a day and more by default; Ctrl-C leaves the execution running.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class RotateCommand extends WritingCommand {
  @Mixin private BucketArgument bucket;

  public RotateCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    mustBeAskable();
    if (shows()) {
      var found = stack().connection(bucket.name());
      if (found.isEmpty()) {
        return notConnected(bucket.name());
      }
      show(found.get());
    }
    if (!wanted("Replace the access key of " + bucket.name() + "?")) {
      return ExitCode.DONE;
    }
    return told(follow("RotateStateMachineArn", bucket.json()), "Changed");
  }

  /** There is no plan of a rotation: what it does is always the same, and the record names it. */
  private void show(ConnectionRecord connection) {
    var keys = KeysSince.of(List.of(connection), stack().sources());
    String key = id(connection, "accessKeyId", "the present key");
    Instant now = globals.around().clock().instant();
    Paper paper = shown();
    paper.line(
        Ink.BOLD,
        "Rotating would replace the access key %s of %s (%s)%s:"
            .formatted(
                key,
                connection.bucket(),
                connection.state(),
                keys.of(connection)
                    .map(_ -> ", %s old".formatted(keys.age(connection, now)))
                    .orElse("")));
    paper.marked(
        Ink.GREEN,
        "+ ",
        "IAM user %s: a second access key, tried before anybody gets it"
            .formatted(id(connection, "userName", "of the connection")));
    paper.marked(Ink.YELLOW, "~ ", "ICA: " + byWhom(connection));
    paper.marked(
        Ink.YELLOW,
        "~ ",
        "secret %s: the new key".formatted(id(connection, "secretArn", "of the connection")));
    paper.marked(
        Ink.RED,
        "- ",
        "access key %s: works for %s at least, is then disabled, and deleted %s later"
            .formatted(key, period("OverlapSeconds"), period("QuietSeconds")));
  }

  private String byWhom(ConnectionRecord connection) {
    boolean byApi =
        !stack().parameters().getOrDefault("IcaApiKeySecretArn", "").isEmpty()
            || connection.wish().filter(wish -> wish.has("icaApiKeySecretArn")).isPresent();
    return byApi
        ? "gets the new key by its API"
        : "a person enters the new key, within "
            + period("PersonSeconds")
            + "; both keys work meanwhile";
  }

  /** A parameter of the stack, in the largest unit that it is whole in. */
  private String period(String parameter) {
    String given = stack().parameters().getOrDefault(parameter, "");
    if (!given.matches("\\d{1,9}")) {
      return "the stack's " + parameter;
    }
    var period = Duration.ofSeconds(Long.parseLong(given));
    return period.toSeconds() % 3600 == 0 && !period.isZero()
        ? period.toHours() + " h"
        : period.toSeconds() + " s";
  }

  private static String id(ConnectionRecord connection, String name, String unknown) {
    return connection.ids().map(ids -> ids.path(name)).map(JsonNode::textValue).orElse(unknown);
  }
}
