package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Map;

/**
 * What the secrets tell that the registry does not.
 *
 * @param wishes of connections whose records are lost, by bucket
 * @param findings what no record could be made of, the gravest first
 */
record SearchResult(Map<String, JsonNode> wishes, List<Finding> findings) {}
