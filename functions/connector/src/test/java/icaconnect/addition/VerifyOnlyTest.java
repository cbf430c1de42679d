package icaconnect.addition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyHandler;
import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.connection.Limits;
import icaconnect.cors.CorsHandler;
import icaconnect.cors.CorsPort;
import icaconnect.cors.CorsRule;
import icaconnect.kms.EditableKeys;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.kms.KeyTags;
import icaconnect.kms.KmsHandler;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.policy.GeneratedPolicies;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A bucket that is left to its owner is never written to, and what they are told to add is enough.
 */
class VerifyOnlyTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Path FIXTURES = Path.of("src/test/resources");
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  @TestFactory
  Stream<DynamicTest> on_every_bucket_policy() throws IOException {
    return each(
        "bucketpolicy",
        folder -> of(new Deployed(null, read(folder, "before.json"), null), folder));
  }

  @TestFactory
  Stream<DynamicTest> on_all_CORS_rules() throws IOException {
    return each(
        "cors", folder -> of(new Deployed(read(folder, "before.json"), null, null), folder));
  }

  @TestFactory
  Stream<DynamicTest> on_every_key_policy() throws IOException {
    return each("kms", folder -> of(new Deployed(null, null, read(folder, "before.json")), folder));
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void what_is_to_be_added_is_enough_on_any_bucket_policy(
      @ForAll("policies") JsonNode policy, @ForAll boolean copies, @ForAll boolean known) {
    isEnough(wish(copies, known), new Deployed(null, policy, null));
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void nothing_is_written_on_any_bucket_policy(
      @ForAll("policies") JsonNode policy, @ForAll boolean copies, @ForAll boolean known) {
    writesNothing(wish(copies, known), new Deployed(null, policy, null));
  }

  private static StepInput wish(boolean copies, boolean known) {
    var input =
        StepInput.connect("lab-genomics")
            .asking("crossAccountCopy", copies)
            .asking("verifyOnly", true);
    return known ? input.asking("userName", "illumina_ica_admin") : input;
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    return GeneratedPolicies.policies();
  }

  private static void of(Deployed deployed, Path folder) throws IOException {
    JsonNode differing =
        Files.exists(folder.resolve("case.json"))
            ? read(folder, "case.json")
            : Json.MAPPER.createObjectNode();
    var input = StepInput.connect("lab-genomics").asking("userName", "illumina_ica_admin");
    if (deployed.keyPolicy() != null) {
      input.withFact("kmsKeyArn", KEY);
    }
    differing
        .path("request")
        .properties()
        .forEach(field -> input.asking(field.getKey(), field.getValue()));
    differing
        .path("facts")
        .properties()
        .forEach(field -> input.withFact(field.getKey(), field.getValue()));
    isEnoughAndWritesNothing(input, deployed);
  }

  private static void isEnoughAndWritesNothing(StepInput input, Deployed deployed) {
    input.asking("verifyOnly", true);
    writesNothing(input, deployed);
    writesNothing(input, isEnough(input, deployed));
  }

  private static Deployed isEnough(StepInput input, Deployed deployed) {
    Step step = StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
    var addition = Addition.of(step, deployed, NOW);
    var then = deployed.with(addition);
    assertThat(Addition.of(step, then, NOW).nothing()).as("%s", addition).isTrue();
    return then;
  }

  private static void writesNothing(StepInput input, Deployed deployed) {
    for (JsonHandler step : steps(deployed)) {
      for (String mode : List.of("plan", "apply")) {
        assertThat(
                Invocation.of(step, input.asking("mode", mode).json()).path("changed").asBoolean())
            .isFalse();
      }
      // What an earlier connect without verifyOnly has written and recorded stays too.
      var disconnect =
          StepInput.disconnect("lab-genomics")
              .asking("verifyOnly", true)
              .withJournal(
                  Map.of(
                      "cors", Json.parse("{\"ruleId\": \"ica-connect:ica-connect:us-east-1\"}"),
                      "kms", Json.parse("{\"keys\": [{\"arn\": \"%s\"}]}".formatted(KEY))));
      assertThat(Invocation.of(step, disconnect.json()).path("changed").asBoolean()).isFalse();
    }
  }

  /** The three that write to a bucket or its key, with ports that do not let them. */
  private static List<JsonHandler> steps(Deployed deployed) {
    var journal = new InMemoryJournal();
    var rewriting = Rewritings.atOnce().rewriting();
    return List.of(
        new CorsHandler(Invocation.STACK, cors(deployed), journal, Limits.CLOSED, rewriting),
        new BucketPolicyHandler(
            Invocation.STACK,
            policies(deployed),
            journal,
            Limits.CLOSED,
            OwnRoles.UNKNOWN,
            rewriting,
            CLOCK),
        new KmsHandler(
            Invocation.STACK,
            new EditableKeys(List.of(KEY)),
            KeyTags.NONE,
            keys(deployed),
            KeyGrants.NONE,
            Limits.CLOSED,
            journal,
            rewriting,
            CLOCK));
  }

  private static CorsPort cors(Deployed deployed) {
    return new CorsPort() {
      @Override
      public List<CorsRule> read(OwnedBucket bucket) {
        return deployed.rules(bucket);
      }

      @Override
      public void write(OwnedBucket bucket, List<CorsRule> rules) {
        throw new AssertionError("CORS rules are written");
      }
    };
  }

  private static BucketPolicyPort policies(Deployed deployed) {
    return new BucketPolicyPort() {
      @Override
      public Optional<JsonNode> read(OwnedBucket bucket) {
        return deployed.policy(bucket);
      }

      @Override
      public void write(OwnedBucket bucket, Optional<JsonNode> policy) {
        throw new AssertionError("the bucket's policy is written");
      }
    };
  }

  private static KeyPolicyPort keys(Deployed deployed) {
    return new KeyPolicyPort() {
      @Override
      public KeyPolicyFound read(String keyArn) {
        return deployed.keyPolicy(keyArn);
      }

      @Override
      public void write(String keyArn, JsonNode policy) {
        throw new AssertionError("the key's policy is written");
      }
    };
  }

  private interface Check {
    void of(Path folder) throws IOException;
  }

  private static Stream<DynamicTest> each(String kind, Check check) throws IOException {
    try (var folders = Files.list(FIXTURES.resolve(kind))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(folder ->
              DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check.of(folder)));
    }
  }

  private static JsonNode read(Path folder, String file) throws IOException {
    return Json.parse(Files.readString(folder.resolve(file)));
  }
}
