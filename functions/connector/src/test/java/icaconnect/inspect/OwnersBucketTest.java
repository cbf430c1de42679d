package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.addition.OwnersDocuments;
import icaconnect.connection.Limits;
import icaconnect.cors.CorsRule;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Inspect says of a bucket that is left to its owner, before anything is written. */
class OwnersBucketTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void what_is_missing_is_an_error_a_refusal_and_an_addition() {
    var answer = inspect(StepInput.connect("lab").asking("verifyOnly", true), List.of());

    assertThat(answer.at("/report/findings").findValuesAsText("code")).contains("OWNER_MUST_ADD");
    assertThat(answer.at("/addition/missing").asBoolean()).isTrue();
    assertThat(answer.at("/addition/refusal").asText())
        .startsWith("OWNER_MUST_ADD: The bucket lab is left to its owner")
        .contains("a CORS rule", "\"AllowedOrigins\":[\"https://ica.illumina.com\"]")
        .endsWith("docs/troubleshooting.md#owner_must_add.");
    assertThat(answer.at("/report/changed").asBoolean()).isFalse();
  }

  @Test
  void what_is_there_is_said_and_refuses_nothing() {
    var rule =
        new CorsRule(
            Optional.empty(),
            List.of("*"),
            CorsRule.ICA_METHODS,
            List.of("https://ica.illumina.com"),
            List.of("ETag"),
            Optional.empty());

    var answer = inspect(StepInput.connect("lab").asking("mode", "verifyOnly"), List.of(rule));

    assertThat(answer.at("/report/findings").findValuesAsText("code")).contains("OWNER_HAS_ADDED");
    assertThat(answer.at("/addition/missing").asBoolean(true)).isFalse();
    assertThat(answer.path("addition").has("refusal")).isFalse();
    var gone = inspect(StepInput.disconnect("lab").asking("verifyOnly", true), List.of(rule));
    assertThat(gone.at("/report/findings/0/code").asText()).isEqualTo("OWNER_TAKES_OUT");
    assertThat(gone.at("/report/findings/0/remedy").asText()).contains("CORS rules: number 1");
  }

  @Test
  void other_buckets_are_not_read_for_it() {
    var handler = new InspectHandler(Invocation.STACK, plain(), Limits.CLOSED, "");

    assertThat(Invocation.of(handler, StepInput.connect("lab").json()).has("addition")).isFalse();
    assertThat(Invocation.of(handler, StepInput.disconnect("lab").json()).at("/report/findings"))
        .isEmpty();
  }

  private static JsonNode inspect(StepInput input, List<CorsRule> rules) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            plain(),
            Limits.CLOSED,
            "",
            step -> {},
            new Documents(rules),
            CLOCK,
            Reads::inTurn),
        input.json());
  }

  private record Documents(List<CorsRule> ofBucket) implements OwnersDocuments {
    @Override
    public List<CorsRule> rules(OwnedBucket bucket) {
      return ofBucket;
    }

    @Override
    public Optional<JsonNode> policy(OwnedBucket bucket) {
      return Optional.of(Json.parse("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
    }

    @Override
    public KeyPolicyFound keyPolicy(String keyArn) {
      throw new AssertionError("the bucket names no key");
    }
  }

  private static Reading plain() {
    return new Reading(new BucketFound.Bucket(InspectedBucket.with(_ -> {})), Optional.empty());
  }
}
