package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.client.Clients;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cors.CorsHandler;
import icaconnect.cors.CorsRule;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.ServerProcess;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.registry.InMemoryJournal;
import icaconnect.registry.Lease;
import icaconnect.report.Finding;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Goal;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The quick part of the second opinion: every golden document is put on the second emulator, merged
 * and judged as it is read back from there, and given back.
 */
class GoldenDocumentsOnMiniStackTest {
  /** The first start makes its virtual environment. */
  private static final Duration START = Duration.ofMinutes(4);

  private static final String ENDPOINT = "aws.endpointUrlS3";
  private static final String GOLDEN = "functions/connector/src/test/resources/";
  private static final OwnedBucket BUCKET =
      new OwnedBucket("lab-genomics", "us-east-1", Invocation.ACCOUNT);

  private static ServerProcess server;
  private static S3BucketPolicy policies;
  private static S3Cors cors;

  @BeforeAll
  static void start() {
    String port = Integer.toString(ServerProcess.freePort());
    var endpoint = URI.create("http://127.0.0.1:" + port);
    server =
        ServerProcess.start(
            List.of(Checkout.file("local/ministack").toString(), port),
            Checkout.state("golden").resolve("ministack.log"),
            START,
            () -> ServerProcess.answers(endpoint.resolve("/_ministack/health")));
    System.setProperty(ENDPOINT, endpoint.toString());
    // Twelve digits as an access key are MiniStack's way to say which account it is.
    var clients =
        new Clients(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(Invocation.ACCOUNT, "x")));
    policies = new S3BucketPolicy(clients);
    cors = new S3Cors(clients);
    try (var s3 = clients.in(BUCKET.region(), S3Client.builder())) {
      s3.createBucket(create -> create.bucket(BUCKET.name()));
      // As whoever has a public bucket has done: S3 switches it on for every new bucket.
      s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET.name()));
    }
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ENDPOINT);
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> policies_are_merged_judged_and_given_back() throws IOException {
    return each("bucketpolicy", folder -> policy(GoldenPolicy.read(folder)));
  }

  @TestFactory
  Stream<DynamicTest> rules_are_merged_and_given_back() throws IOException {
    return each("cors", GoldenDocumentsOnMiniStackTest::rules);
  }

  private static void policy(GoldenPolicy golden) {
    var journal = new InMemoryJournal();
    var handler =
        new BucketPolicyHandler(
            Invocation.STACK,
            policies,
            journal,
            Planning.ADOPTING,
            OwnRoles.UNKNOWN,
            Rewritings.atOnce().rewriting(),
            Clock.fixed(Planning.NOW, ZoneOffset.UTC));
    policies.write(BUCKET, Optional.of(golden.before()));

    JsonNode connected = run(handler, journal, golden.wish());

    assertIs(golden.after().orElse(golden.before()));
    assertThat(findings(connected)).isEqualTo(golden.findings());
    assertThat(run(handler, journal, golden.wish()).path("changed").asBoolean())
        .as("a second connect changes something")
        .isFalse();
    run(handler, journal, golden.wish().to(Goal.DISCONNECT));
    assertIs(golden.before());
  }

  private static void rules(Path folder) throws IOException {
    var journal = new InMemoryJournal();
    journal.enter(
        BUCKET.name(),
        new Lease("execution-1", 1),
        "cors",
        Json.tree(Map.of("ruleId", Invocation.INSTALLATION.corsRuleId())));
    var handler =
        new CorsHandler(
            Invocation.STACK, cors, journal, Planning.ADOPTING, Rewritings.atOnce().rewriting());
    cors.write(BUCKET, read(folder, "before"));

    run(handler, journal, StepInput.connect());
    assertThat(cors.read(BUCKET)).isEqualTo(read(folder, "after"));
    assertThat(run(handler, journal, StepInput.connect()).path("changed").asBoolean())
        .as("a second connect changes something")
        .isFalse();
    run(handler, journal, StepInput.disconnect());
    assertThat(cors.read(BUCKET)).isEqualTo(read(folder, "taken-back"));
  }

  private static void assertIs(JsonNode document) {
    assertThat(policies.read(BUCKET))
        .hasValueSatisfying(found ->
            assertThat(CanonicalPolicy.sameDocument(found, document))
                .as("%s is %s", found, document)
                .isTrue());
  }

  /** The user of these documents was made by hand. */
  private static JsonNode run(JsonHandler handler, InMemoryJournal journal, StepInput asked) {
    ObjectNode input = (ObjectNode) asked.journal(journal.entries()).json();
    if (input.at("/request/userName").asText().startsWith("illumina")) {
      input.withObject("/request").put("adoptExisting", true);
    }
    return Invocation.of(handler, input);
  }

  private static String findings(JsonNode report) {
    return GoldenPolicy.text(
        Json.MAPPER.convertValue(report.path("findings"), new TypeReference<List<Finding>>() {}));
  }

  private static List<CorsRule> read(Path folder, String name) throws IOException {
    return Json.MAPPER.readValue(
        folder.resolve(name + ".json").toFile(), new TypeReference<List<CorsRule>>() {});
  }

  /** One of the golden folders. */
  private interface Played {
    void with(Path folder) throws IOException;
  }

  private static Stream<DynamicTest> each(String kind, Played played) throws IOException {
    try (var folders = Files.list(Checkout.file(GOLDEN + kind))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(folder ->
              DynamicTest.dynamicTest(folder.getFileName().toString(), () -> played.with(folder)));
    }
  }
}
