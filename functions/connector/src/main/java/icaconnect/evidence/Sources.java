package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import java.util.Map;

/** Where evidence comes from, as far as whoever asks may read it. */
public interface Sources {
  /** The stack: what is deployed, with which parameters. */
  ObjectNode installation();

  /** All of them, by name. */
  List<ConnectionRecord> connections();

  /** What the trail keeps of this bucket's executions, so many of the latest. */
  Known<Past> past(String bucket, int latest);

  /** The trail's records of who started or stopped the execution of this ARN that began then. */
  Known<List<JsonNode>> callers(String execution, String started);

  /** The states of an execution, with times, as docs/evidence-1.schema.json has them. */
  Known<JsonNode> states(String execution);

  /** A document that this application has replaced, by its digest. */
  Known<JsonNode> replaced(String bucket, String digest);

  /** The documents that the bucket has now, by the name of the step. */
  Map<String, Known<JsonNode>> present(ConnectionRecord connection);

  /** The summaries of the last audits, the latest first. */
  Known<List<JsonNode>> audits();
}
