package icaconnect.policy;

import icaconnect.localstack.Checkout;
import icaconnect.localstack.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A MiniStack that enforces bucket policies on real requests, for as long as a test needs it. */
final class EnforcingServer implements AutoCloseable {
  private static final String REGION = "us-east-1";

  /** The first start makes its virtual environment. */
  private static final Duration START = Duration.ofMinutes(4);

  private final URI endpoint;
  private final ServerProcess server;

  private EnforcingServer(URI endpoint, ServerProcess server) {
    this.endpoint = endpoint;
    this.server = server;
  }

  static EnforcingServer start() {
    String port = Integer.toString(ServerProcess.freePort());
    var endpoint = URI.create("http://127.0.0.1:" + port);
    var health = endpoint.resolve("/_ministack/health");
    return new EnforcingServer(
        endpoint,
        ServerProcess.start(
            List.of(Checkout.file("local/ministack").toString(), port, "--auth"),
            Checkout.state("policies").resolve("ministack.log"),
            START,
            () -> ServerProcess.answers(health)));
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

  @Override
  public void close() {
    server.close();
  }
}
