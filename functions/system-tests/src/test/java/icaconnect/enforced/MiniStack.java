package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An AWS account that enforces IAM on every request. */
final class MiniStack implements AutoCloseable {
  static final AwsCredentials ROOT = AwsBasicCredentials.create("test", "test");
  private static final Duration START = Duration.ofMinutes(2);
  private static final Path STATE = Checkout.state("enforced");
  private static final Path JUDGEMENTS = STATE.resolve("judgements.jsonl");

  private final int port;
  private final ServerProcess server;

  private MiniStack(int port, ServerProcess server) {
    this.port = port;
    this.server = server;
  }

  static MiniStack start() {
    int port = ServerProcess.freePort();
    var command =
        List.of(
            "env",
            "JUDGEMENTS=" + JUDGEMENTS,
            Checkout.file("local/ministack").toString(),
            Integer.toString(port),
            "--auth");
    var health = URI.create("http://127.0.0.1:" + port + "/_ministack/health");
    emptied();
    return new MiniStack(
        port,
        ServerProcess.start(
            command, STATE.resolve("ministack.log"), START, () -> ServerProcess.answers(health)));
  }

  private static void emptied() {
    try {
      Files.createDirectories(STATE);
      Files.writeString(JUDGEMENTS, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A client that may do everything. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C root(B builder) {
    return as(ROOT, builder);
  }

  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C as(
      AwsCredentials somebody, B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(Region.of(Template.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(somebody))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** What IAM decided on one signed request. */
  record Judgement(String accessKey, String action, String resource, boolean allowed) {
    private static Judgement read(JsonNode line) {
      return new Judgement(
          line.path("key").asText(),
          line.path("action").asText(),
          line.path("resource").asText(),
          line.path("allowed").asBoolean());
    }
  }

  /** How many judgements there have been; a place to read on from. */
  int mark() {
    return lines().size();
  }

  Stream<Judgement> judgementsSince(int mark) {
    return lines().stream().skip(mark).map(Json::parse).map(Judgement::read);
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(JUDGEMENTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
