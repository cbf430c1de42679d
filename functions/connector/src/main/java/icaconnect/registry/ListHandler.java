package icaconnect.registry;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Problems;
import icaconnect.lambda.JsonHandler;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lists connections for people, a page a call: {@code {"limit": 50, "after": "…", "state":
 * "DRIFTED"}}.
 */
public final class ListHandler extends JsonHandler {
  private static final int DEFAULT_LIMIT = 50;

  /**
   * A record has 20 KB at most in practice; Lambda's answer 6 MB.
   * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  private static final int MAX_LIMIT = 200;

  private final Connections connections;

  public ListHandler(Connections connections) {
    this.connections = connections;
  }

  @Override
  protected Connections.Page handle(JsonNode input, Context context) {
    var problems = new Problems();
    int limit = limit(input.path("limit"), problems);
    var state = state(input.path("state"), problems);
    problems.throwIfAny();
    var page = connections.page(Optional.ofNullable(input.path("after").textValue()), limit);
    var shown =
        page.connections().stream()
            .filter(one -> state.isEmpty() || state.get() == one.state())
            .toList();
    return new Connections.Page(shown, page.next());
  }

  private static int limit(JsonNode given, Problems problems) {
    if (given.isMissingNode() || given.isNull()) {
      return DEFAULT_LIMIT;
    }
    if (!given.canConvertToInt() || given.asInt() < 1 || given.asInt() > MAX_LIMIT) {
      problems.add("limit", "must be a number from 1 to " + MAX_LIMIT);
    }
    return given.asInt();
  }

  private static Optional<ConnectionState> state(JsonNode given, Problems problems) {
    if (given.isMissingNode() || given.isNull()) {
      return Optional.empty();
    }
    var state =
        Arrays.stream(ConnectionState.values())
            .filter(one -> one.name().equals(given.textValue()))
            .findFirst();
    if (state.isEmpty()) {
      problems.add("state", "must be one of " + Arrays.toString(ConnectionState.values()));
    }
    return state;
  }
}
