package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The trail's records of a connection's executions.
 *
 * @param older how many there are besides
 * @param latest the oldest of them first
 */
public record Past(int older, List<JsonNode> latest) {}
