package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  private static final JsonNode DOCUMENT = read("examples/ica-bucket-connection.schema.json");
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(DOCUMENT);

  /** Values on both sides of each rule. */
  private static final Map<String, String[]> VALUES =
      Map.ofEntries(
          Map.entry(
              "BucketName",
              texts(
                  "lab",
                  "lab.data-1",
                  "la",
                  "Lab",
                  "lab..x",
                  "192.168.1.1",
                  "xn--lab",
                  "lab-s3alias",
                  "-lab",
                  "l".repeat(63),
                  "l".repeat(64))),
          Map.entry(
              "Prefix",
              texts(
                  "",
                  "ica/",
                  "a/b c/é/",
                  "/ica/",
                  "ica",
                  "./ica/",
                  "a/../b/",
                  "../",
                  "a//",
                  "a*/",
                  "a?/",
                  "$a/",
                  "a\\n/",
                  "/")),
          Map.entry("IcaRegion", texts("us-east-1", "me-central-1", "us-west-2", "")),
          Map.entry(
              "UserName",
              texts(
                  "illumina_ica_admin", "a+=.@-", "a,b", "", "u".repeat(32), "u".repeat(33), "é")),
          Map.entry("PolicyName", texts("p", "a,b", "", "p".repeat(128), "p".repeat(129))),
          Map.entry(
              "AllowedOrigins",
              new String[] {
                "[\"https://ica.illumina.com\"]",
                "[\"https://x:8443\",\"https://y\"]",
                "[]",
                "[\"http://x\"]",
                "[\"https://x/\"]",
                "[7]",
                "\"https://x\""
              }),
          Map.entry("Permissions", texts("documented", "extended", "DOCUMENTED", "all")),
          Map.entry(
              "CrossAccountCopy",
              new String[] {
                "true", "false", "\"true\"", "\"False\"", "\"TRUE\"", "\"yes\"", "\"\""
              }),
          Map.entry(
              "CrossAccountRoleArn",
              texts("arn:aws:iam::123456789012:role/x/y", "arn:aws:iam::12:role/x", "role")),
          Map.entry("DenyStatements", texts("exempt", "report", "ignore")),
          Map.entry("ExemptSids", new String[] {"[]", "[\"Sid\"]", "[true]", "\"Sid\""}),
          Map.entry("KeyAccess", texts("report", "statement", "grant")),
          Map.entry("VerifyOnly", new String[] {"true", "\"True\"", "false", "\"only\""}),
          Map.entry("AdoptExisting", new String[] {"\"true\"", "\"false\"", "\"1\""}),
          Map.entry("StorageCredentialName", texts("ica-lab", "a b", "")),
          Map.entry(
              "StorageConfigurationName",
              texts("lab", "la", "l".repeat(15), "l".repeat(16), "lab-", "Lab")),
          Map.entry("ShareStorageConfiguration", new String[] {"\"true\"", "\"no\""}),
          Map.entry(
              "IcaApiKeySecretArn",
              texts("arn:aws:secretsmanager:us-east-1:123456789012:secret:ica-AbCdEf", "ica")),
          Map.entry(
              "ExpectedPlan",
              texts(
                  "",
                  " ",
                  "cors=" + "0".repeat(64),
                  "cors=" + "0".repeat(64) + " iam=" + "a".repeat(64) + " ",
                  "cors=" + "0".repeat(63),
                  "verify=" + "0".repeat(64))),
          Map.entry("Mode", texts("plan")),
          Map.entry("bucket", texts("lab")));

  @Test
  void names_every_property_that_there_is() {
    var properties = new java.util.TreeSet<String>();
    DOCUMENT.path("properties").fieldNames().forEachRemaining(properties::add);
    properties.removeAll(java.util.List.of("ServiceToken", "ServiceTimeout"));

    assertThat(properties).isEqualTo(ResourceProperties.fields().keySet());
  }

  @Test
  void the_documentation_has_a_row_for_each() throws IOException {
    var page = Files.readString(Checkout.file("docs/custom-resource.md"));

    assertThat(ResourceProperties.fields().keySet())
        .allSatisfy(property -> assertThat(page).contains("| `" + property + "` |"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect-existing-bucket.yaml", "create-and-connect-bucket.yaml"})
  void the_examples_hold_to_it(String example) throws IOException {
    var yaml =
        new ObjectMapper(new YAMLFactory())
            .readTree(Files.readString(Checkout.file("examples/" + example)));
    var properties = (ObjectNode) yaml.at("/Resources/Connection/Properties");
    // Intrinsic functions appear as their arguments.
    properties.put("ServiceToken", "arn").put("BucketName", "lab");

    assertThat(SCHEMA.validate(properties)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update", "update-replacement", "update-rollback", "delete"})
  void the_samples_hold_to_it(String sample) {
    assertThat(
            SCHEMA.validate(Events.sample("cloudformation-" + sample).path("ResourceProperties")))
        .isEmpty();
  }

  /** Every value beside every other, since a rule may join two properties. */
  @Test
  void accepts_what_the_door_accepts_and_nothing_else() {
    var none = Json.MAPPER.createObjectNode().put("ServiceToken", "arn");
    var bucket = none.deepCopy().put("BucketName", "lab-data");
    assertAgreed(none);
    assertAgreed(bucket);
    VALUES.forEach((first, values) -> {
      for (var value : values) {
        var one = bucket.deepCopy();
        one.set(first, Json.parse(value));
        assertAgreed(one);
        VALUES.forEach((second, others) -> {
          for (var other : others) {
            if (second.compareTo(first) > 0) {
              var both = one.deepCopy();
              both.set(second, Json.parse(other));
              assertAgreed(both);
            }
          }
        });
      }
    });
  }

  private static void assertAgreed(ObjectNode properties) {
    assertThat(SCHEMA.validate(properties).isEmpty())
        .as("%s %s", properties, SCHEMA.validate(properties))
        .isEqualTo(isTaken(properties));
  }

  private static boolean isTaken(JsonNode properties) {
    try {
      ResourceProperties.toRequest(properties);
      return true;
    } catch (InvalidRequest e) {
      return false;
    }
  }

  private static String[] texts(String... values) {
    return java.util.Arrays.stream(values).map(value -> "\"" + value + "\"").toArray(String[]::new);
  }

  private static JsonNode read(String file) {
    try {
      return Json.parse(Files.readString(Checkout.file(file)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
