package icaconnect.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses lists that are too long to be kept: the record has the request beside all else, and a
 * workflow that goes back to it gets it back with the answer, of which a state holds 256 KiB. What
 * a connection has already it keeps, so that rotations, audits and repairs of it go on.
 */
final class LongLists {
  /** Bytes of a list's JSON. */
  static final int MOST = 2_500;

  private LongLists() {}

  static void refuse(Step step) {
    if (step.goal() != Goal.CONNECT) {
      return;
    }
    var connection = step.connection();
    var problems =
        Stream.of(
                problem(step, "allowedOrigins", connection.allowedOrigins()),
                problem(step, "exemptSids", connection.exemptSids()))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems);
    }
  }

  private static Optional<String> problem(Step step, String field, Collection<String> list) {
    boolean fits = Json.write(Json.tree(list)).getBytes(StandardCharsets.UTF_8).length <= MOST;
    return fits || isKept(step, field, list)
        ? Optional.empty()
        : Optional.of(field + " may have " + MOST + " bytes as JSON");
  }

  /** A rotation has no wish beside its journal, and nothing that it could change of it. */
  private static boolean isKept(Step step, String field, Collection<String> list) {
    return step.journalled(OtherNames.WISH)
        .map(wish -> texts(wish.path(field)).equals(Set.copyOf(list)))
        .orElseGet(() -> step.journalled(StepName.CREDENTIAL).isPresent());
  }

  private static Set<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
  }
}
