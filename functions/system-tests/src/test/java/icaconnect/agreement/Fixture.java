package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bucket that the connector's tests know, as their files describe it: of the account
 * 111122223333, and before anything is connected.
 *
 * @param name folder and file
 * @param request what is asked of it, without the bucket's name
 * @param facts what is so of it besides its documents: {@code versioning}, {@code kmsKeyArn},
 *     {@code bucketKey}, {@code userBounded}
 * @param cors its rules; missing where it has none, as the policies are
 */
record Fixture(
    String name,
    ObjectNode request,
    JsonNode facts,
    JsonNode cors,
    JsonNode policy,
    JsonNode keyPolicy) {

  private static final String RESOURCES = "functions/connector/src/test/resources/";
  private static final String BESIDE = "functions/system-tests/src/test/resources/";
  private static final String ADOPTED = "illumina_ica_admin";
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final JsonNode NOTHING = Json.MAPPER.createObjectNode().path("nothing");

  static Stream<Fixture> all() {
    return Stream.of(
            each(RESOURCES + "bucketpolicy", Fixture::bucketPolicy),
            each(RESOURCES + "cors", Fixture::cors),
            each(RESOURCES + "kms", Fixture::keyPolicy),
            each(RESOURCES + "kms", Fixture::keyPolicyForGrants),
            each(RESOURCES + "addition", Fixture::addition),
            each(RESOURCES + "iam", Fixture::permissions),
            each(BESIDE + "policies", Fixture::published),
            each(BESIDE + "enforced/policies", Fixture::enforced))
        .flatMap(all -> all);
  }

  private static Fixture bucketPolicy(Path folder) {
    JsonNode differing = differing(folder);
    ObjectNode request = adopting();
    request.setAll((ObjectNode) differing.path("request").deepCopy());
    return new Fixture(
        name(folder), request, differing.path("facts"), NOTHING, before(folder), NOTHING);
  }

  private static Fixture cors(Path folder) {
    return new Fixture(
        name(folder), Json.MAPPER.createObjectNode(), NOTHING, before(folder), NOTHING, NOTHING);
  }

  private static Fixture keyPolicy(Path folder) {
    JsonNode differing = differing(folder);
    ObjectNode request =
        Json.MAPPER.createObjectNode().put("prefix", "ica/").put("keyAccess", "statement");
    request.setAll((ObjectNode) differing.path("request").deepCopy());
    ObjectNode facts = differing.path("facts").deepCopy();
    return new Fixture(
        name(folder), request, facts.put("kmsKeyArn", KEY), NOTHING, NOTHING, before(folder));
  }

  private static Fixture keyPolicyForGrants(Path folder) {
    Fixture asked = keyPolicy(folder);
    asked.request().put("keyAccess", "grant");
    ((ObjectNode) asked.facts()).put("bucketKey", true);
    return new Fixture(
        asked.name() + ", a grant asked for",
        asked.request(),
        asked.facts(),
        NOTHING,
        NOTHING,
        asked.keyPolicy());
  }

  private static Fixture addition(Path folder) {
    JsonNode given = differing(folder);
    ObjectNode request = given.path("request").deepCopy();
    return new Fixture(
        name(folder),
        request.put("verifyOnly", true),
        given.path("facts"),
        given.path("cors"),
        given.path("policy"),
        given.path("keyPolicy"));
  }

  /** {@code vendor-versioned}, {@code prefix-versioned-kms}: what ICA's user is to be allowed. */
  private static Fixture permissions(Path file) {
    List<String> words = Arrays.asList(file.getFileName().toString().split("[-.]"));
    ObjectNode request = Json.MAPPER.createObjectNode();
    ObjectNode facts = Json.MAPPER.createObjectNode();
    if (words.contains("prefix")) {
      request.put("prefix", "runs/");
    }
    if (words.contains("extended")) {
      request.put("permissions", "extended");
    }
    if (words.contains("versioned")) {
      facts.put("versioning", "ENABLED");
    }
    if (words.contains("kms")) {
      facts.put("kmsKeyArn", KEY);
    }
    return new Fixture(name(file), request, facts, NOTHING, NOTHING, NOTHING);
  }

  private static Fixture published(Path file) {
    JsonNode fixture = read(file);
    JsonNode connection = fixture.path("connection");
    ObjectNode request = connection.path("user").asText().equals("new") ? created() : adopting();
    request.put("permissions", "extended").put("crossAccountCopy", true);
    if (!connection.path("prefix").asText().isEmpty()) {
      request.set("prefix", connection.path("prefix"));
    }
    ObjectNode facts = Json.MAPPER.createObjectNode().put("versioning", "ENABLED");
    if (connection.path("kms").asBoolean()) {
      facts.put("kmsKeyArn", KEY);
    }
    return new Fixture(name(file), request, facts, NOTHING, fixture.path("policy"), NOTHING);
  }

  /** What {@code BystandersTest} puts on buckets of an emulator, by the other fixtures' names. */
  private static Fixture enforced(Path file) {
    JsonNode policy =
        Json.parse(
            Checkout.text(file.toString())
                .replace("BUCKET", "lab-genomics")
                .replace("000000000000", "111122223333"));
    ObjectNode request = created().put("crossAccountCopy", true);
    return new Fixture("enforced/" + name(file), request, NOTHING, NOTHING, policy, NOTHING);
  }

  private static ObjectNode adopting() {
    return Json.MAPPER.createObjectNode().put("userName", ADOPTED).put("adoptExisting", true);
  }

  private static ObjectNode created() {
    return Json.MAPPER.createObjectNode();
  }

  private static Stream<Fixture> each(String folder, Function<Path, Fixture> read) {
    try (var all = Files.list(Checkout.file(folder))) {
      return all
          .filter(one -> Files.isDirectory(one) || !folder.endsWith("cors"))
          .sorted()
          .toList()
          .stream()
          .map(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getParent().getFileName() + "/" + file.getFileName();
  }

  private static JsonNode before(Path folder) {
    return read(folder.resolve("before.json"));
  }

  /** Both halves are there, though they may be empty. */
  private static JsonNode differing(Path folder) {
    Path file = folder.resolve("case.json");
    ObjectNode differing =
        Files.exists(file) ? (ObjectNode) read(file) : Json.MAPPER.createObjectNode();
    differing.withObject("/request");
    differing.withObject("/facts");
    return differing;
  }

  private static JsonNode read(Path file) {
    return Json.parse(Checkout.text(file.toString()));
  }
}
