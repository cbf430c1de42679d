package icaconnect.aws.environment;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request by event may say besides the least, as the environment says: REQUEST_EVENT_FIELDS.
 */
public final class RequestEventFields {
  private RequestEventFields() {}

  public static Set<String> ofEnvironment() {
    return Stream.of(
            Optional.ofNullable(System.getenv("REQUEST_EVENT_FIELDS")).orElse("").split(","))
        .filter(field -> !field.isBlank())
        .collect(Collectors.toUnmodifiableSet());
  }
}
