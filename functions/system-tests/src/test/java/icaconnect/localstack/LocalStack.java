package icaconnect.localstack;

import icaconnect.ica.IcaShapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** One LocalStack for all tests of a run, with the application deployed on it. */
public final class LocalStack implements AutoCloseable {
  public static final String ACCOUNT = "000000000000";
  public static final String STACK = "ica-connect";

  /** Hears as sentences what the application announces. */
  public static final String NEWS_TOPIC = "arn:aws:sns:us-east-1:" + ACCOUNT + ":news";

  private static final Duration START = Duration.ofMinutes(3);
  private static final Path STATE = Checkout.state("system-tests");
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private final int port;
  private final int icaPort;
  private final ServerProcess server;
  private final Map<String, String> outputs;

  private LocalStack(int port, int icaPort, ServerProcess server, Map<String, String> outputs) {
    this.port = port;
    this.icaPort = icaPort;
    this.server = server;
    this.outputs = outputs;
  }

  static LocalStack start() {
    int port = ServerProcess.freePort();
    // An invocation that died is tried again after a minute otherwise.
    var command =
        List.of(
            "env",
            "LAMBDA_RETRY_BASE_DELAY=1",
            Checkout.file("local/localstack").toString(),
            Integer.toString(port),
            "--state",
            STATE.toString());
    var health = URI.create("http://127.0.0.1:" + port + "/_localstack/health");
    var server =
        ServerProcess.start(
            command, STATE.resolve("localstack.log"), START, () -> ServerProcess.answers(health));
    int icaPort = ServerProcess.freePort();
    return new LocalStack(port, icaPort, server, deploy(port, icaPort, STACK, List.of()));
  }

  /** The same LocalStack with another stack of the application, made or updated with these more. */
  public LocalStack beside(String stack, List<String> parameters) {
    return new LocalStack(port, icaPort, server, deploy(port, icaPort, stack, parameters));
  }

  /**
   * Deploys the application in another account and region, as this one's but for its news, and as a
   * StackSet does: in a stack of a name that is too long for those of functions.
   */
  public void elsewhere(String account, Region region) {
    deploy(
        port,
        icaPort,
        "StackSet-" + STACK + "-0ca3eed7-0b67-4be7-8a71-828641fa5193",
        List.of("--account", account, "--region", region.id(), "--as-stack-set"),
        List.of("NewsTopicArn=arn:aws:sns:" + region.id() + ":" + account + ":news"));
  }

  /** The same LocalStack with a stack of the application that somebody else has deployed. */
  public LocalStack with(Map<String, String> outputsOfTheStack) {
    return new LocalStack(port, icaPort, server, Map.copyOf(outputsOfTheStack));
  }

  /** A client of the SDK for this LocalStack, in us-east-1. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(Region.US_EAST_1, builder);
  }

  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      Region region, B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(CREDENTIALS)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** A client in another account, which LocalStack knows by the id of the access key. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      String account, Region region, B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** An output of the application's stack. */
  public String output(String name) {
    return java.util.Objects.requireNonNull(
        outputs.get(name), name + " is not an output of the stack: " + outputs);
  }

  public int port() {
    return port;
  }

  /** Where the application looks for ICA: a test that needs it starts a stand-in there. */
  public int icaPort() {
    return icaPort;
  }

  /** Where this LocalStack keeps its logs. */
  public Path state() {
    return STATE;
  }

  @Override
  public void close() {
    server.close();
  }

  private static Map<String, String> deploy(
      int port, int icaPort, String stack, List<String> more) {
    return deploy(port, icaPort, stack, List.of(), more);
  }

  private static Map<String, String> deploy(
      int port, int icaPort, String stack, List<String> where, List<String> more) {
    try {
      var log = STATE.resolve("deploy.log");
      var command =
          new ArrayList<>(
              List.of(
                  Checkout.file("local/deploy").toString(),
                  "--port",
                  Integer.toString(port),
                  "--stack",
                  stack));
      command.addAll(where);
      command.addAll(
          List.of(
              "--",
              "--parameter-overrides",
              "BucketNamePattern=*",
              "AllowEveryBucket=true",
              "AdoptablePattern=illumina*",
              "IcaApiKeySecretPattern=ica-api-key*",
              "IcaTenantId=" + IcaShapes.TENANT,
              "EditTaggedKeys=true",
              "RequestEvents=true",
              "LoopbackResponses=true",
              "SnapStart=false",
              "BelieveStackResources=true",
              "RequestEventFields=action",
              "IcaBaseUrl=http://127.0.0.1:" + icaPort + "/ica/rest",
              "SettlingSeconds=0",
              "KeySettlingSeconds=0",
              "IcaPollSeconds=1",
              "IcaValidationSeconds=20",
              "OverlapSeconds=2",
              "QuietSeconds=2",
              "PersonSeconds=40",
              "NewsTopicArn=" + NEWS_TOPIC));
      command.addAll(more);
      var process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      var outputs = new HashMap<String, String>();
      try (var lines = process.inputReader()) {
        lines
            .lines()
            .map(line -> line.split("=", 2))
            .filter(pair -> pair.length == 2)
            .forEach(pair -> outputs.put(pair[0], pair[1]));
      }
      if (process.waitFor() != 0) {
        throw new AssertionError("local/deploy failed:\n" + ServerProcess.end(log));
      }
      return outputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
