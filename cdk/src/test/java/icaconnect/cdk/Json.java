package icaconnect.cdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import java.util.TreeSet;

/** Documents as maps, written with their names in order. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  static String pretty(Object document) throws JsonProcessingException {
    return MAPPER.writeValueAsString(document) + "\n";
  }

  static Object read(String text) throws JsonProcessingException {
    return MAPPER.readValue(text, Object.class);
  }

  static Map<?, ?> resource(Object template, String type) {
    return ((Map<?, ?>) ((Map<?, ?>) template).get("Resources"))
        .values().stream()
            .map(one -> (Map<?, ?>) one)
            .filter(one -> one.get("Type").equals(type))
            .findFirst()
            .orElseThrow();
  }

  static TreeSet<String> names(Object map) {
    var names = new TreeSet<String>();
    ((Map<?, ?>) map).keySet().forEach(name -> names.add((String) name));
    return names;
  }
}
