package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Versioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A policy from real life, as its folder has it.
 *
 * @param wish to connect the bucket
 * @param after what connecting makes of it; none where nothing changes
 * @param findings what people are told, as text; empty where it has not been written down yet
 */
record GoldenPolicy(StepInput wish, JsonNode before, Optional<JsonNode> after, String findings) {

  static GoldenPolicy read(Path folder) throws IOException {
    Path after = folder.resolve("after.json");
    Path findings = folder.resolve("findings.txt");
    return new GoldenPolicy(
        wish(folder.resolve("case.json")),
        json(folder.resolve("before.json")),
        Files.exists(after) ? Optional.of(json(after)) : Optional.empty(),
        Files.exists(findings) ? Files.readString(findings) : "");
  }

  private static StepInput wish(Path file) throws IOException {
    StepInput wish = StepInput.connect();
    if (!Files.exists(file)) {
      return wish;
    }
    JsonNode differing = json(file);
    ObjectNode request = wish.request().deepCopy();
    differing
        .path("request")
        .properties()
        .forEach(field -> request.set(field.getKey(), field.getValue()));
    JsonNode facts = differing.path("facts");
    boolean newUser = request.path("userName").asText().equals("ica-lab");
    var bucket =
        BucketFacts.of("us-east-1", Versioning.valueOf(facts.path("versioning").asText("NEVER")))
            .under(Optional.ofNullable(facts.path("kmsKeyArn").textValue()), false);
    boolean bounded = facts.path("userBounded").asBoolean();
    return new StepInput(
        Goal.CONNECT,
        request,
        newUser
            ? bucket
            : bucket.withUser(
                StepInput.USER, Optional.of(StepInput.USER_ID), Optional.empty(), bounded),
        wish.journal());
  }

  static String text(List<Finding> findings) {
    return findings.stream()
        .map(each ->
            each.severity()
                + " "
                + each.code()
                + "\n"
                + each.message()
                + "\n"
                + each.remedy()
                + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.parse(Files.readString(file));
  }
}
