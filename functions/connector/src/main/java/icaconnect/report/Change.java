package icaconnect.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One change in from/to terms.
 *
 * @param what a {@link ChangeSubject}, whole or in part
 * @param from absent when it is added
 * @param to absent when it is taken away
 */
public record Change(String what, Optional<JsonNode> from, Optional<JsonNode> to) {
  public static Change added(String what, JsonNode to) {
    return new Change(what, Optional.empty(), Optional.of(to));
  }

  public static Change removed(String what, JsonNode from) {
    return new Change(what, Optional.of(from), Optional.empty());
  }

  public static Change edited(String what, JsonNode from, JsonNode to) {
    return new Change(what, Optional.of(from), Optional.of(to));
  }
}
