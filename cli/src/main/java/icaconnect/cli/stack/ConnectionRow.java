package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.registry.ConnectionRecord;
import java.util.Optional;

/** A connection at a glance: each text is a dash where it is not known. */
record ConnectionRow(
    String state,
    String region,
    String prefix,
    String keyAge,
    String lastProof,
    String drift,
    String icaStatus) {
  static final String UNKNOWN = "-";

  static ConnectionRow of(ConnectionRecord connection, String keyAge) {
    return new ConnectionRow(
        connection.state().toString(),
        connection.region().orElse(UNKNOWN),
        connection.wish().map(wish -> wish.path("prefix").asText("whole bucket")).orElse(UNKNOWN),
        keyAge,
        connection
            .verification()
            .map(proof -> proof.path("at"))
            .map(ConnectionRow::second)
            .orElse(UNKNOWN),
        // A record has none where the last look has found none.
        connection
            .drift()
            .map(drift -> String.valueOf(drift.size()))
            .orElse(connection.verification().isPresent() ? "0" : UNKNOWN),
        of(connection.ids(), "icaStatus"));
  }

  /** A field of a part of the record. */
  static String of(Optional<JsonNode> part, String field) {
    return part.map(there -> there.path(field).asText(UNKNOWN)).orElse(UNKNOWN);
  }

  /** A time without the parts of its second. */
  static String second(JsonNode time) {
    return time.asText(UNKNOWN).replaceFirst("\\..*Z", "Z");
  }
}
