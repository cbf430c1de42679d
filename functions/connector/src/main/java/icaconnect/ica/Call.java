package icaconnect.ica;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param body JSON, possibly with a secret in it
 * @param repeatable whether doing it twice does no more than doing it once
 * @param secrets the values that no failure may show
 */
record Call(
    String method, String path, Optional<String> body, boolean repeatable, List<String> secrets) {
  static Call get(String path) {
    return new Call("GET", path, Optional.empty(), true, List.of());
  }

  /** An action that may be sent again: setting the same secret, starting a validation, sharing. */
  static Call action(String path) {
    return new Call("POST", path, Optional.empty(), true, List.of());
  }

  static Call action(String path, Object body, String secret) {
    return new Call("POST", path, Optional.of(Json.write(body)), true, List.of(secret));
  }

  /**
   * A create, which is never sent twice when its answer got lost: the API has no idempotency key.
   */
  static Call create(String path, Object body, List<String> secrets) {
    return new Call("POST", path, Optional.of(Json.write(body)), false, secrets);
  }

  String what() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return "Call[" + what() + "]";
  }
}
