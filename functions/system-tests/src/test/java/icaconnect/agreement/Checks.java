package icaconnect.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.IcaConnect;
import icaconnect.cli.aws.AwsReach;
import icaconnect.cli.aws.Caller;
import icaconnect.cli.options.Surroundings;
import icaconnect.cli.terminal.Person;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Runs {@code ica-connect check} in this process, as a person with every right on LocalStack. */
final class Checks implements AutoCloseable {
  /** What the SDK's chain reads, and what a Caller says for all clients of this process. */
  private static final List<String> PROPERTIES =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrl");

  private final LocalStack localStack;
  private final Path folder;

  Checks(LocalStack localStack, Path folder) {
    this.localStack = localStack;
    this.folder = folder;
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  JsonNode check(ObjectNode request) {
    Path file = folder.resolve(request.path("bucket").asText() + ".json");
    try {
      Files.writeString(file, Json.write(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var out = new StringWriter();
    var err = new StringWriter();
    IcaConnect.run(
        new PrintWriter(out),
        new PrintWriter(err),
        new Surroundings(
            Person.NOBODY,
            Clock.systemUTC(),
            _ -> {},
            (region, profile, endpoint) -> new AwsReach(new Caller(region, profile, endpoint))),
        "check",
        "--request",
        file.toString(),
        "--output",
        "json",
        "--region",
        "us-east-1",
        "--endpoint-url",
        localStack.endpoint().toString());
    assertThat(out.toString()).as(err.toString()).startsWith("{");
    return Json.parse(out.toString());
  }

  @Override
  public void close() {
    PROPERTIES.forEach(System::clearProperty);
  }
}
