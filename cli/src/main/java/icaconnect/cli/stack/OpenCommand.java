package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.deployed.Deployment;
import icaconnect.cli.options.BucketArgument;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.registry.ConnectionRecord;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ica-connect open}. */
@Command(
    name = "open",
    header = "Print where the AWS console shows a connection.",
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class OpenCommand extends StackCommand {
  @Mixin private BucketArgument bucket;

  public OpenCommand(Globals globals) {
    super(globals);
  }

  @Override
  ExitCode run() {
    Deployment stack = stack();
    var found = stack.connection(bucket.name());
    if (found.isEmpty()) {
      return notConnected(bucket.name());
    }
    Map<String, String> addresses = addresses(stack, found.get());
    switch (paper().format()) {
      case json -> paper().json(addresses);
      case ndjson -> paper().event("addresses", addresses);
      case text ->
          addresses.forEach((what, where) -> paper().line(String.format("%-10s %s", what, where)));
    }
    return ExitCode.DONE;
  }

  private static Map<String, String> addresses(Deployment stack, ConnectionRecord connection) {
    String partition = stack.id().split(":", 3)[1];
    String here = console(partition, stack.region());
    var addresses = new LinkedHashMap<String, String>();
    addresses.put(
        "bucket",
        console(partition, connection.region().orElse(stack.region()))
            + "s3/buckets/"
            + connection.bucket());
    connection
        .ids()
        .map(ids -> ids.path("userName").textValue())
        .ifPresent(
            user -> addresses.put("user", here + "iam/home#/users/details/" + encoded(user)));
    connection
        .ids()
        .map(ids -> ids.path("secretArn").textValue())
        .ifPresent(secret ->
            addresses.put("secret", here + "secretsmanager/secret?name=" + encoded(secret)));
    connection
        .history()
        .filter(history -> !history.isEmpty())
        .map(history -> last(history).path("execution").textValue())
        .ifPresent(execution ->
            addresses.put("execution", here + "states/home#/v2/executions/details/" + execution));
    addresses.put("dashboard", stack.output("DashboardUrl"));
    return addresses;
  }

  private static JsonNode last(JsonNode history) {
    return history.path(history.size() - 1);
  }

  /** https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-endpoints.html */
  private static String console(String partition, String region) {
    return "https://"
        + region
        + switch (partition) {
          case "aws-cn" -> ".console.amazonaws.cn/";
          case "aws-us-gov" -> ".console.amazonaws-us-gov.com/";
          default -> ".console.aws.amazon.com/";
        };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
