package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Permissions;
import icaconnect.lambda.Json;
import icaconnect.policy.NeededActions;
import icaconnect.step.AwsAccount;
import icaconnect.step.BucketFacts;
import icaconnect.step.Versioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionPolicyTest {
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  @ParameterizedTest
  @CsvSource({
    "NEVER,     vendor-unversioned",
    "ENABLED,   vendor-versioned",
    "SUSPENDED, vendor-versioned",
  })
  void is_the_vendors_document_word_for_word(Versioning versioning, String golden)
      throws IOException {
    JsonNode written = policy("{'bucket':'YOUR_BUCKET'}", versioning, Optional.empty());

    assertThat(written.toPrettyString())
        .isEqualTo(
            Json.parse(file(golden).replace("YOUR_BUCKET_NAME", "my-lab-data")).toPrettyString());
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER,   documented, '',  prefix-unversioned",
    "ENABLED, documented, key, prefix-versioned-kms",
    "NEVER,   extended,   '',  extended-unversioned",
    "ENABLED, extended,   '',  extended-versioned",
  })
  void narrows_objects_to_the_prefix_and_adds_what_else_is_needed(
      Versioning versioning, String permissions, String key, String golden) throws IOException {
    JsonNode written =
        policy(
            "{'bucket':'YOUR_BUCKET','prefix':'runs/2026/','permissions':'" + permissions + "'}",
            versioning,
            Optional.of(KEY).filter(some -> !key.isEmpty()));

    assertThat(written.toPrettyString()).isEqualTo(Json.parse(file(golden)).toPrettyString());
  }

  /** What the bucket's policy is judged for is what the user is granted, and nothing more. */
  @ParameterizedTest
  @CsvSource({"NEVER, documented", "ENABLED, documented", "NEVER, extended", "SUSPENDED, extended"})
  void grants_what_the_bucket_policy_is_judged_for(Versioning versioning, String permissions) {
    JsonNode written =
        policy(
            "{'bucket':'YOUR_BUCKET','permissions':'" + permissions + "'}",
            versioning,
            Optional.empty());
    var granted = new TreeSet<String>();
    written.findValues("Action").forEach(actions -> actions.forEach(a -> granted.add(a.asText())));
    granted.remove("sts:GetFederationToken");

    var judged =
        NeededActions.of(
            Permissions.valueOf(permissions.toUpperCase(Locale.ROOT)), versioning.keepsVersions());
    assertThat(granted)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(judged.onBucket().stream(), judged.onObjects().stream()).toList());
  }

  @Test
  void follows_the_partition() {
    JsonNode written =
        PermissionPolicy.of(
            Connection.parse(Json.parse("{\"bucket\":\"my-lab-data\"}")),
            BucketFacts.of("us-east-1", Versioning.NEVER),
            new AwsAccount("aws-us-gov", "111122223333", "us-gov-west-1"));

    assertThat(written.at("/Statement/1/Resource").asText())
        .isEqualTo("arn:aws-us-gov:s3:::my-lab-data/*");
  }

  @Test
  void names_the_service_as_its_partition_does() {
    String key = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd";
    JsonNode written =
        PermissionPolicy.of(
            Connection.parse(Json.parse("{\"bucket\":\"my-lab-data\"}")),
            BucketFacts.of("cn-north-1", Versioning.NEVER).under(Optional.of(key), false),
            AwsAccount.inRegion("111122223333", "cn-north-1"));

    assertThat(written.at("/Statement/3/Condition/StringEquals/kms:ViaService").asText())
        .isEqualTo("s3.cn-north-1.amazonaws.com.cn");
  }

  private static JsonNode policy(String request, Versioning versioning, Optional<String> key) {
    return PermissionPolicy.of(
        Connection.parse(
            Json.parse(request.replace('\'', '"').replace("YOUR_BUCKET", "my-lab-data"))),
        BucketFacts.of("us-east-1", versioning).under(key, false),
        new AwsAccount("aws", "111122223333", "us-east-1"));
  }

  private static String file(String name) throws IOException {
    try (var in = PermissionPolicyTest.class.getResourceAsStream("/iam/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
