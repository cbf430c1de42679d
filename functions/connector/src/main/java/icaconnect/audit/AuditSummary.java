package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.registry.ConnectionState;
import java.util.Map;

/**
 * What an audit found, in counts.
 *
 * @param named whether it was of named buckets only, which look for no traces
 * @param looked connections that there were to look at
 * @param byOutcome as docs/fleet.md explains them
 * @param notLookedAt those of them that an execution held at that moment: nothing is known of them
 * @param unreported connections whose child died before it could report
 * @param byState what the registry says afterwards
 * @param findings what a person should know besides
 * @param results the S3 URI of one line of JSON for each connection
 */
record AuditSummary(
    boolean named,
    int looked,
    Map<String, Integer> byOutcome,
    int notLookedAt,
    int unreported,
    Map<ConnectionState, Integer> byState,
    JsonNode findings,
    String results) {}
