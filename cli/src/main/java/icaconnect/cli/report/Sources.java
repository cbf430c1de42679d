package icaconnect.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.execution.Look;
import icaconnect.cli.known.Known;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import java.util.Map;

/** Where evidence comes from, as far as the caller may read it. */
public interface Sources {
  /** The stack: what is deployed, with which parameters. */
  ObjectNode installation();

  List<ConnectionRecord> connections();

  /** The trail's records of this bucket's executions, the oldest first. */
  Known<List<JsonNode>> trail(String bucket);

  /** The trail's records of who started or stopped this execution. */
  Known<List<JsonNode>> callers(String execution);

  /** The states of an execution, with times. */
  Known<Look> execution(String arn);

  /** A document that this application has replaced, by its digest. */
  Known<JsonNode> replaced(String bucket, String digest);

  /** The documents that the bucket has now, by the name of the step. */
  Map<String, Known<JsonNode>> present(ConnectionRecord connection);

  /** The summaries of the last audits, the latest first. */
  Known<List<JsonNode>> audits();
}
