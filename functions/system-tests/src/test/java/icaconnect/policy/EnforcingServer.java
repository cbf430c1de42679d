package icaconnect.policy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A MiniStack that enforces bucket policies on real requests, for as long as a test needs it. */
final class EnforcingServer implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final Path LAUNCHER =
      Path.of("../../local/ministack").toAbsolutePath().normalize();

  /** The first start makes its virtual environment. */
  private static final Duration START = Duration.ofMinutes(4);

  private final Process process;
  private final URI endpoint;

  private EnforcingServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static EnforcingServer start() throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var process =
        new ProcessBuilder(LAUNCHER.toString(), Integer.toString(port), "--auth")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var server = new EnforcingServer(process, URI.create("http://127.0.0.1:" + port));
    server.awaitHealth();
    return server;
  }

  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C as(
      AwsCredentials somebody, B builder) {
    return builder
        .region(Region.of(REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(StaticCredentialsProvider.create(somebody))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  private void awaitHealth() throws IOException, InterruptedException {
    var health =
        HttpRequest.newBuilder(endpoint.resolve("/_ministack/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    Instant end = Instant.now().plus(START);
    try (var client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(end) && process.isAlive()) {
        try {
          if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          Thread.sleep(200);
        }
      }
    }
    close();
    throw new IllegalStateException("MiniStack did not answer at " + endpoint);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
