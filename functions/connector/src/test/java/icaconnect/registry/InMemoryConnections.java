package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory, in the order of buckets' names. */
public final class InMemoryConnections implements Connections {
  private final TreeMap<String, ConnectionRecord> records = new TreeMap<>();

  public InMemoryConnections with(String bucket, ConnectionState state) {
    return with(bucket, state, Optional.of(Json.MAPPER.createObjectNode().put("bucket", bucket)));
  }

  public InMemoryConnections with(String bucket, ConnectionState state, Optional<JsonNode> wish) {
    records.put(
        bucket,
        new ConnectionRecord(
            bucket,
            state,
            Optional.of("us-east-1"),
            Optional.empty(),
            Optional.empty(),
            wish,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  @Override
  public Page page(Optional<String> after, int limit) {
    var rest = after.map(key -> records.tailMap(key, false)).orElse(records);
    var shown = rest.values().stream().limit(limit).toList();
    return new Page(
        shown,
        shown.size() < rest.size() ? Optional.of(shown.getLast().bucket()) : Optional.empty());
  }
}
