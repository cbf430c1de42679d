package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.BucketName;
import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a record says of its connection's user.
 *
 * @param busy an execution holds it, whose request may name another user
 */
record KnownUsers(Set<String> users, boolean busy) {
  static KnownUsers by(ConnectionRecord record) {
    var users =
        Stream.of(record.ids(), record.wish())
            .flatMap(json -> json.flatMap(KnownUsers::userName).stream())
            .collect(Collectors.toSet());
    if (users.isEmpty() && BucketName.isValid(record.bucket())) {
      users.add(unlessNamed(record.bucket()).userName());
    }
    return new KnownUsers(users, record.holder().isPresent());
  }

  /** With the names that a connection of this bucket has where the request gives none. */
  static Connection unlessNamed(String bucket) {
    return Connection.parse(Json.MAPPER.createObjectNode().put("bucket", bucket));
  }

  private static Optional<String> userName(JsonNode json) {
    return Optional.of(json.path("userName").asText()).filter(name -> !name.isEmpty());
  }
}
