package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check says what the connector's plan is, on every fixture of bucket policies and CORS rules.
 */
class CheckAgreesTest {
  private static final String ACCOUNT = "111122223333";
  private static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** Of other steps than the bucket policy's. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "ROOT_OF_BUCKET",
          "KMS_POLICY_UNSEEN",
          "KMS_KEY_OF_ANOTHER_ACCOUNT",
          "OUT_OF_SIGHT",
          "NEW_KEY_ALERTS");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> on_bucket_policies() {
    return each("functions/connector/src/test/resources/bucketpolicy", this::bucketPolicy);
  }

  @TestFactory
  Stream<DynamicTest> on_CORS_rules() {
    return each("functions/connector/src/test/resources/cors", this::cors);
  }

  @TestFactory
  Stream<DynamicTest> on_published_policies() {
    return each("functions/system-tests/src/test/resources/policies", this::published);
  }

  private static Stream<DynamicTest> each(String folder, Check check) {
    List<Path> all =
        Checkout.in(folder).stream()
            .filter(file -> Files.isDirectory(file) || folder.endsWith("policies"))
            .toList();
    assertThat(all).isNotEmpty();
    return all.stream()
        .map(file ->
            DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.accept(file)));
  }

  private interface Check {
    void accept(Path file) throws IOException;
  }

  private void bucketPolicy(Path fixture) throws IOException {
    Path file = fixture.resolve("case.json");
    JsonNode differing = Files.exists(file) ? Checkout.json(file) : Json.MAPPER.createObjectNode();
    ObjectNode request = request();
    differing
        .path("request")
        .properties()
        .forEach(field -> request.set(field.getKey(), field.getValue()));
    var options = new ArrayList<String>(List.of("--adopt-existing"));
    if (!request.path("userName").asText().equals("ica-lab")) {
      options.addAll(List.of("--user-arn", USER, "--user-id", "AIDAILLUMINAADMIN0001"));
    }
    JsonNode facts = differing.path("facts");
    String versioning = facts.path("versioning").asText("NEVER");
    if (facts.has("kmsKeyArn")) {
      options.addAll(List.of("--encryption", "aws:kms:" + facts.path("kmsKeyArn").asText()));
    }
    if (facts.path("userBounded").asBoolean()) {
      options.add("--user-boundary");
    }
    options.addAll(List.of("--versioning", versioning));

    JsonNode checked = check(request, fixture.resolve("before.json"), options).json();

    Path after = fixture.resolve("after.json");
    JsonNode before = Checkout.json(fixture.resolve("before.json"));
    JsonNode document = document(checked, "bucketPolicy");
    assertThat(document.path("before")).isEqualTo(before);
    assertThat(document.path("after"))
        .isEqualTo(Files.exists(after) ? Checkout.json(after) : before);
    assertThat(changed(checked, "bucketPolicy")).isEqualTo(Files.exists(after));
    assertThat(codes(checked.path("findings")))
        .isEqualTo(codes(Checkout.text(fixture.resolve("findings.txt"))));
  }

  private static List<String> codes(JsonNode findings) {
    return findings
        .valueStream()
        .filter(each -> !ELSEWHERE.contains(each.path("code").asText()))
        .map(each -> each.path("severity").asText() + " " + each.path("code").asText())
        .toList();
  }

  /** The first line of each paragraph. */
  private static List<String> codes(String findings) {
    return Arrays.stream(findings.split("\n\n"))
        .map(paragraph -> paragraph.lines().findFirst().orElse(""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void cors(Path fixture) {
    Run run =
        Run.of(
            "check",
            "lab-genomics",
            "--account",
            ACCOUNT,
            "--region",
            "us-east-1",
            "--cors",
            fixture.resolve("before.json").toString(),
            "--output",
            "json");
    JsonNode document = document(run.json(), "cors");
    assertThat(rules(document.path("before")))
        .isEqualTo(Checkout.json(fixture.resolve("before.json")));
    assertThat(rules(document.path("after")))
        .isEqualTo(Checkout.json(fixture.resolve("after.json")));
  }

  private static JsonNode rules(JsonNode document) {
    return document.isMissingNode() ? Json.MAPPER.createArrayNode() : document;
  }

  /** What is right by AWS's documentation stands in the fixture, for the policy as it is. */
  private void published(Path file) throws IOException {
    JsonNode fixture = Checkout.json(file);
    JsonNode connection = fixture.path("connection");
    ObjectNode request = request().put("permissions", "extended").put("crossAccountCopy", true);
    if (!connection.path("prefix").asText().isEmpty()) {
      request.set("prefix", connection.path("prefix"));
    }
    var options = new ArrayList<String>(List.of("--versioning", "Enabled"));
    if (!connection.path("user").asText().equals("new")) {
      options.addAll(List.of("--user-arn", USER, "--adopt-existing"));
    }
    if (connection.path("kms").asBoolean()) {
      options.addAll(List.of("--encryption", "aws:kms:" + KEY));
    }
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, Json.write(fixture.path("policy")));

    JsonNode verdicts = check(request, policy, options).json().path("verdicts");

    assertThat(verdicts).hasSizeGreaterThan(20);
    for (JsonNode verdict : verdicts) {
      String right = right(fixture, verdict);
      assertThat(verdict.path("verdict").asText().toLowerCase(Locale.ROOT).replace('_', ' '))
          .as(verdict.toString())
          .isEqualTo(right.replaceFirst("^depends on .*$", "depends"));
      if (right.startsWith("depends on ")) {
        assertThat(keys(verdict)).containsAll(keys(right.substring("depends on ".length())));
      }
    }
  }

  private static List<String> keys(JsonNode verdict) {
    return verdict
        .path("dependsOn")
        .valueStream()
        .map(key -> key.asText().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<String> keys(String right) {
    return right.equals("the object's key")
        ? List.of(right)
        : List.of(right.toLowerCase(Locale.ROOT).split(" "));
  }

  /** Later rows overrule earlier ones; {@code user, session: s3:Put* depends on aws:SourceIp}. */
  private static String right(JsonNode fixture, JsonNode verdict) {
    String who = verdict.path("principal").asText();
    String right = who.equals("role") ? "not granted" : "allowed";
    for (JsonNode row : fixture.path("right")) {
      String[] halves = row.asText().split(": ", 2);
      String ruling =
          halves[1].replaceFirst("^.*?(denied|allowed|not granted|depends on .*)$", "$1");
      String actions = halves[1].substring(0, halves[1].length() - ruling.length()).strip();
      if (List.of(halves[0].split(", ")).contains(who)
          && Arrays.stream(actions.split(" ")).anyMatch(pattern -> covers(pattern, verdict))) {
        right = ruling;
      }
    }
    return right;
  }

  private static boolean covers(String pattern, JsonNode verdict) {
    return pattern.equals("objects")
        ? verdict.path("resource").asText().endsWith("*")
        : verdict.path("action").asText().matches(pattern.replace("*", ".*"));
  }

  private static ObjectNode request() {
    return Json.MAPPER
        .createObjectNode()
        .put("bucket", "lab-genomics")
        .put("userName", "illumina_ica_admin");
  }

  private Run check(ObjectNode request, Path policy, List<String> options) throws IOException {
    Path file = folder.resolve("request.json");
    Files.writeString(file, Json.write(request));
    var args =
        new ArrayList<>(
            List.of(
                "check",
                "--request",
                file.toString(),
                "--policy",
                policy.toString(),
                "--account",
                ACCOUNT,
                "--region",
                "us-east-1",
                "--output",
                "json"));
    args.addAll(options);
    return Run.of(args.toArray(String[]::new));
  }

  private static JsonNode document(JsonNode checked, String name) {
    return checked
        .path("documents")
        .valueStream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(checked.toPrettyString()));
  }

  private static boolean changed(JsonNode checked, String name) {
    return checked
        .path("steps")
        .valueStream()
        .anyMatch(
            each -> each.path("name").asText().equals(name) && each.path("changed").asBoolean());
  }
}
