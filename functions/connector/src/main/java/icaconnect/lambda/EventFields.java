package icaconnect.lambda;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of an event, as the types of aws-lambda-java-events hold them. */
public final class EventFields {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private EventFields() {}

  /** Null for what is no object. */
  public static @Nullable Map<String, Object> map(JsonNode json) {
    return json.isObject() ? Json.MAPPER.convertValue(json, MAP) : null;
  }
}
