package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Problems;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The requests of a run. Each is judged by its own execution; here only that they can be told
 * apart.
 */
public record Manifest(List<JsonNode> requests, int concurrency) {
  /** What the arithmetic of docs/decisions/0703 was made for. */
  static final int MAX_REQUESTS = 10_000;

  /** IAM's unpublished rate is the ceiling: docs/decisions/0703. */
  static final int DEFAULT_CONCURRENCY = 10;

  static final int MAX_CONCURRENCY = 40;

  private static final Set<String> FIELDS =
      Set.of("buckets", "manifest", "concurrency", "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID");

  /**
   * Reads {@code buckets}, a list of requests or of names, or {@code manifest}, a JSON or CSV file.
   *
   * @param files the text of the file of this key; absent where there is none
   * @throws icaconnect.failure.InvalidRequest with every problem at once
   */
  public static Manifest read(JsonNode input, Function<String, Optional<String>> files) {
    var problems = new Problems();
    input
        .fieldNames()
        .forEachRemaining(name -> {
          if (!FIELDS.contains(name)) {
            problems.add(name, "is not a field of a run");
          }
        });
    int concurrency = concurrency(input, problems);
    var items = items(input, files, problems);
    problems.throwIfAny();
    if (items.isEmpty() || items.size() > MAX_REQUESTS) {
      problems.add(
          "the list of buckets",
          "has " + items.size() + " entries; it must have 1 to " + MAX_REQUESTS);
    }
    var requests = items.stream().map(Manifest::request).toList();
    refuseTwins(requests, problems);
    problems.throwIfAny();
    return new Manifest(requests, concurrency);
  }

  private static int concurrency(JsonNode input, Problems problems) {
    JsonNode given = input.path("concurrency");
    if (given.isMissingNode()) {
      return DEFAULT_CONCURRENCY;
    }
    if (!given.isIntegralNumber() || given.asLong() < 1 || given.asLong() > MAX_CONCURRENCY) {
      problems.add("concurrency", "must be a number from 1 to " + MAX_CONCURRENCY);
    }
    return given.asInt();
  }

  private static List<JsonNode> items(
      JsonNode input, Function<String, Optional<String>> files, Problems problems) {
    if (input.has("buckets") == input.has("manifest")) {
      problems.add("the request", "must have either buckets or manifest");
      return List.of();
    }
    return input.has("buckets")
        ? list(input.path("buckets"), "buckets", problems)
        : file(input.path("manifest").asText(), files, problems);
  }

  private static List<JsonNode> file(
      String key, Function<String, Optional<String>> files, Problems problems) {
    if (!key.startsWith("manifests/") || !(key.endsWith(".json") || key.endsWith(".csv"))) {
      problems.add(
          "manifest",
          "must be a key of the runs bucket such as manifests/lab.json or manifests/lab.csv");
      return List.of();
    }
    var text = files.apply(key);
    if (text.isEmpty()) {
      problems.add("manifest", "is not in the runs bucket: " + key);
      return List.of();
    }
    if (key.endsWith(".csv")) {
      return List.copyOf(Csv.objects(text.get(), problems));
    }
    try {
      return list(Json.parse(text.get()), "manifest", problems);
    } catch (IllegalArgumentException e) {
      problems.add("manifest", "is " + e.getMessage());
      return List.of();
    }
  }

  private static List<JsonNode> list(JsonNode list, String field, Problems problems) {
    if (!list.isArray()) {
      problems.add(field, "must be a list");
    }
    var items = new ArrayList<JsonNode>();
    list.forEach(items::add);
    return items;
  }

  private static JsonNode request(JsonNode item) {
    return item.isTextual() ? Json.MAPPER.createObjectNode().put("bucket", item.asText()) : item;
  }

  /** Two requests for one bucket would overwrite each other in an order that nobody chose. */
  private static void refuseTwins(List<JsonNode> requests, Problems problems) {
    var first = new HashMap<String, Integer>();
    for (int i = 0; i < requests.size(); i++) {
      if (requests.get(i) instanceof ObjectNode request && request.path("bucket").isTextual()) {
        var before = first.putIfAbsent(request.path("bucket").asText(), i + 1);
        if (before != null) {
          problems.add(
              request.path("bucket").asText(),
              "is there twice, as entries " + before + " and " + (i + 1));
        }
      }
    }
  }
}
