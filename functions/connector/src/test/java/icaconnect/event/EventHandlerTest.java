package icaconnect.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventHandlerTest {
  private final Map<String, Map<String, String>> tags = new HashMap<>();
  private Set<String> moreFields = Set.of();
  private boolean denied;

  @Test
  void a_request_is_connected_under_the_events_name() {
    var decision = requested("{\"bucket\": \"lab\", \"prefix\": \"ica/\"}");

    assertThat(decision.path("decision").asText()).isEqualTo("connect");
    assertThat(decision.path("request"))
        .isEqualTo(Json.parse("{\"bucket\": \"lab\", \"prefix\": \"ica/\"}"));
    assertThat(decision.path("name").asText())
        .isEqualTo("event-7bf73129-1428-4cd3-a780-95db273d1602");
    assertThat(decision.path("ordered").asBoolean()).isTrue();
    assertThat(decision.path("owner").asText()).isEqualTo("an event");
  }

  @Test
  void the_action_is_not_part_of_the_request() {
    moreFields = Set.of("action");
    var decision = requested("{\"action\": \"disconnect\", \"bucket\": \"lab\"}");

    assertThat(decision.path("decision").asText()).isEqualTo("disconnect");
    assertThat(decision.path("request")).isEqualTo(Json.parse("{\"bucket\": \"lab\"}"));
  }

  @Test
  void an_event_leaves_a_bucket_to_its_owner_only_where_the_deployer_lets_it() {
    String asMode = "{\"bucket\": \"lab\", \"mode\": \"verifyOnly\"}";

    assertThat(requested(asMode).path("decision").asText()).isEqualTo("put aside");
    moreFields = Set.of("verifyOnly");
    assertThat(requested(asMode).path("decision").asText()).isEqualTo("connect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"lab\"",
        "{}",
        "{\"bucket\": 7}",
        "{\"bucket\": \"UPPER\"}",
        "{\"bucket\": \"lab\", \"action\": \"delete\"}",
        "{\"bucket\": \"lab\", \"colour\": \"red\"}",
        "{\"bucket\": \"lab\", \"action\": null}"
      })
  void what_is_malformed_is_put_aside_with_a_reason(String detail) {
    moreFields = Set.of("action", "colour");
    var decision = requested(detail);

    assertThat(decision.path("decision").asText()).isEqualTo("put aside");
    assertThat(decision.path("reason").asText()).startsWith("MALFORMED: ").hasSizeGreaterThan(20);
  }

  /** The attack: whoever may put events reaches beyond "this bucket, the laboratory's own ICA". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crossAccountCopy\": true",
        "\"crossAccountRoleArn\": \"arn:aws:iam::079623148045:role/ica_use1_crossacct\"",
        "\"exemptSids\": [\"DenyOutsideOrganisation\"]",
        "\"adoptExisting\": true",
        "\"userName\": \"mallory\"",
        "\"policyName\": \"x\"",
        "\"allowedOrigins\": [\"https://evil.example\"]",
        "\"permissions\": \"extended\"",
        "\"denyStatements\": \"exempt\"",
        "\"storageCredentialName\": \"x\"",
        "\"storageConfigurationName\": \"xyz\"",
        "\"shareStorageConfiguration\": true",
        "\"icaApiKeySecretArn\": \"arn:aws:secretsmanager:us-east-1:111122223333:secret:x\"",
        "\"action\": \"disconnect\""
      })
  void an_event_that_asks_for_more_than_a_bucket_is_put_aside_by_default(String field) {
    var decision = requested("{\"bucket\": \"lab\", " + field + "}");

    assertThat(decision.path("decision").asText()).isEqualTo("put aside");
    assertThat(decision.path("reason").asText())
        .startsWith(
            "NOT_BY_EVENT: this stack takes no " + field.split("\"")[1] + " from an event.");
  }

  @Test
  void the_deployer_may_widen_what_events_may_say() {
    moreFields = Set.of("crossAccountCopy");

    assertThat(
            requested("{\"bucket\": \"lab\", \"crossAccountCopy\": true}")
                .at("/request/crossAccountCopy")
                .asBoolean())
        .isTrue();
  }

  @Test
  void an_event_of_another_kind_is_put_aside() {
    var decision =
        Invocation.of(
            handler(), Json.parse("{\"detail-type\": \"Object Created\", \"detail\": {}}"));

    assertThat(decision.path("reason").asText()).startsWith("UNKNOWN_EVENT: ");
  }

  @Test
  void the_present_tags_decide_and_not_those_of_the_event() {
    tags.put(
        "lab",
        Map.of(
            "ica-connect",
            "true",
            "ica-connect-prefix",
            "ica/",
            "ica-connect-cross-account-copy",
            "true",
            "team",
            "x"));

    var decision = tagged("lab", "{\"ica-connect\": \"false\"}", "ica-connect");

    assertThat(decision.path("decision").asText()).isEqualTo("connect");
    assertThat(decision.path("request"))
        .isEqualTo(
            Json.parse(
                "{\"bucket\": \"lab\", \"prefix\": \"ica/\", \"crossAccountCopy\": \"true\"}"));
    assertThat(decision.path("ordered").asBoolean()).isFalse();
    assertThat(decision.path("owner").asText()).isEqualTo("the tags of the bucket");
  }

  @ParameterizedTest
  @CsvSource({"false", "no", "''"})
  void any_other_value_disconnects(String value) {
    tags.put("lab", Map.of("ica-connect", value));

    assertThat(tagged("lab", "{}", "ica-connect").path("decision").asText())
        .isEqualTo("disconnect");
  }

  @Test
  void a_tag_that_was_removed_disconnects() {
    tags.put("lab", Map.of());

    assertThat(tagged("lab", "{}", "ica-connect").path("decision").asText())
        .isEqualTo("disconnect");
  }

  @Test
  void a_prefix_without_a_wish_disconnects_nothing() {
    tags.put("lab", Map.of("ica-connect-prefix", "ica/"));

    assertThat(tagged("lab", "{}", "ica-connect-prefix").path("reason").asText())
        .startsWith("NOT_ASKED: ");
  }

  @Test
  void tags_that_make_no_request_are_put_aside() {
    tags.put("lab", Map.of("ica-connect", "true", "ica-connect-prefix", "/x"));

    assertThat(tagged("lab", "{}", "ica-connect").path("reason").asText())
        .startsWith("MALFORMED: ")
        .contains("prefix");
  }

  @Test
  void a_bucket_that_is_gone_is_put_aside() {
    assertThat(tagged("gone", "{}", "ica-connect").path("reason").asText())
        .startsWith("BUCKET_MISSING: ");
  }

  /** It may ask to be connected: a denied look says nothing of its tags. */
  @Test
  void a_bucket_whose_tags_may_not_be_read_is_put_aside_with_what_denies_it() {
    denied = true;

    assertThat(tagged("lab", "{}", "ica-connect").path("reason").asText())
        .startsWith("S3_DENIES_US: ")
        .contains("bucket's policy");
  }

  private JsonNode requested(String detail) {
    return Invocation.of(
        handler(),
        Json.parse(
            """
            {"version": "0", "id": "7bf73129-1428-4cd3-a780-95db273d1602", "detail-type": "Bucket Connection Requested",
             "source": "ica.connect", "time": "2026-01-01T00:00:00Z", "detail": %s}
            """
                .formatted(detail)));
  }

  private JsonNode tagged(String bucket, String eventsTags, String changedKey) {
    return Invocation.of(
        handler(),
        Json.parse(
            """
            {"version": "0", "id": "1", "detail-type": "Tag Change on Resource", "source": "aws.tag",
             "resources": ["arn:aws:s3:::%s"], "detail": {"changed-tag-keys": ["%s"], "tags": %s}}
            """
                .formatted(bucket, changedKey, eventsTags)));
  }

  private EventHandler handler() {
    return new EventHandler(
        (bucket, account) -> {
          if (denied) {
            throw new Refused(Code.S3_DENIES_US, "The bucket's policy denies it.", "Change it.");
          }
          return Optional.ofNullable(tags.get(bucket));
        },
        moreFields);
  }
}
