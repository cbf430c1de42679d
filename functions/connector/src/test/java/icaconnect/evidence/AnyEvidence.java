package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import icaconnect.report.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack with one connection, of which everything is known that can be; always the same. */
public class AnyEvidence implements Sources {
  public static final String EXECUTION =
      "arn:aws:states:us-east-1:111122223333:execution:ica-connect-connect:one";

  private final JsonNode before;
  private final JsonNode after;

  public AnyEvidence(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  public static ObjectNode made() {
    return Json.MAPPER
        .createObjectNode()
        .put("at", "2026-11-25T12:00:00Z")
        .put("by", "arn:aws:iam::111122223333:user/quality")
        .put("version", "0.1.0");
  }

  public ObjectNode evidence() {
    return new Gathering(this, Bounds.OF_A_PERSON).of(made(), _ -> true);
  }

  @Override
  public ObjectNode installation() {
    return (ObjectNode)
        Json.parse(
            """
            {"name": "ica-connect", "id": "arn:aws:cloudformation:us-east-1:111122223333:stack/ica-connect/1",
             "region": "us-east-1", "status": "CREATE_COMPLETE", "created": "2026-11-01T00:00:00Z",
             "updated": null, "parameters": {"BucketNamePattern": "lab-*", "KmsKeyArn": ""}}
            """);
  }

  @Override
  public List<ConnectionRecord> connections() {
    return List.of(
        new ConnectionRecord(
            "lab-genomics",
            ConnectionState.CONNECTED,
            Optional.of("us-east-1"),
            Optional.of("2026-11-20T08:00:40Z"),
            Optional.empty(),
            Optional.of(Json.parse("{\"bucket\": \"lab-genomics\", \"prefix\": \"runs/\"}")),
            Optional.of(
                Json.parse(
                    """
                    {"userArn": "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics",
                     "secretArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-lab-genomics",
                     "accessKeyId": "AKIAEXAMPLE", "icaStatus": "OK", "storageCredentialId": "c-1",
                     "storageConfigurationId": "s-1"}
                    """)),
            Optional.of(
                Json.parse("{\"at\": \"2026-11-20T08:00:35Z\", \"passed\": 2, \"skipped\": []}")),
            Optional.of(
                Json.parse(
                    "[{\"severity\": \"WARNING\", \"code\": \"OBJECT_OWNERSHIP\", \"message\": \"Not enforced.\", \"remedy\": \"Enforce it.\"}]")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                Json.parse(
                    "[{\"execution\": \"%s\", \"action\": \"connect\", \"status\": \"CONNECTED\", \"at\": \"2026-11-20T08:00:40Z\", \"changed\": [\"bucketPolicy\"]}]"
                        .formatted(EXECUTION)))));
  }

  @Override
  public Known<Past> past(String bucket, int latest) {
    ObjectNode record =
        (ObjectNode)
            Json.parse(
                """
                {"version": 1, "execution": "%s", "status": "SUCCEEDED", "started": "2026-11-20T08:00:00Z",
                 "stopped": "2026-11-20T08:00:41Z", "asked": {"bucket": "lab-genomics", "prefix": "runs/"},
                 "answer": {"status": "CONNECTED", "bucket": "lab-genomics", "steps": [
                   {"name": "bucketPolicy", "changed": true, "changes": [], "digests": []},
                   {"name": "iam", "changed": true, "digests": [
                     {"name": "iam", "after": "%s"}],
                    "changes": [{"what": "IAM user ica-lab-genomics: access key", "to": "a new key"}]}],
                   "findings": [], "verification": {"checks": [
                     {"name": "put-object", "status": "PASS", "detail": "runs/.probe"},
                     {"name": "put-bucket-notification", "status": "JUDGED", "detail": "allowed"}]}}}
                """
                    .formatted(EXECUTION, "0".repeat(64)));
    ObjectNode digests = Json.MAPPER.createObjectNode().put("name", "bucketPolicy");
    digests.put("before", Document.sha256(before));
    digests.put("after", Document.sha256(after));
    ((com.fasterxml.jackson.databind.node.ArrayNode) record.at("/answer/steps/0/digests"))
        .add(digests);
    ((com.fasterxml.jackson.databind.node.ArrayNode) record.at("/answer/steps/0/changes"))
        .addObject()
        .put("what", "bucket policy statement /Statement/1")
        .set("to", after);
    return new Known.Is<>(new Past(0, List.of(record)));
  }

  @Override
  public Known<List<JsonNode>> callers(String execution, String started) {
    return new Known.Is<>(List.of());
  }

  @Override
  public Known<JsonNode> states(String execution) {
    return new Known.Is<>(
        Json.parse(
            """
            [{"state": "Inspect the bucket", "type": "Task", "entered": "2026-11-20T08:00:02Z", "left": "2026-11-20T08:00:04Z"},
             {"state": "Is there anything to do?", "type": "Choice", "entered": "2026-11-20T08:00:04Z", "left": "2026-11-20T08:00:04Z"},
             {"state": "Merge the bucket policy", "type": "Task", "entered": "2026-11-20T08:00:06Z", "left": "2026-11-20T08:00:08Z"},
             {"state": "Try the connection", "type": "Task", "entered": "2026-11-20T08:00:08Z", "left": "2026-11-20T08:00:35Z", "failedTries": 2}]
            """));
  }

  @Override
  public Known<JsonNode> replaced(String bucket, String digest) {
    return digest.equals(Document.sha256(before))
        ? new Known.Is<>(before)
        : new Known.Not<>("It is not kept.");
  }

  @Override
  public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
    return Map.of("bucket policy", new Known.Not<>("AWS refuses: 403"));
  }

  @Override
  public Known<List<JsonNode>> audits() {
    return new Known.Is<>(
        List.of(
            Json.parse(
                """
                {"at": "2026-11-25T03:00:00Z", "run": "audit/three",
                 "summary": {"named": false, "looked": 2, "byOutcome": {"BUSY": 1, "SOUND": 1}, "notLookedAt": 1, "unreported": 0,
                  "findings": [
                   {"severity": "WARNING", "code": "TRACE_UNCLEAR", "message": "The secret x.", "remedy": "Ask."},
                   {"severity": "WARNING", "code": "TRACE_UNCLEAR", "message": "The secret y.", "remedy": "Ask."},
                   {"severity": "INFO", "code": "EARLIER_TRACE", "message": "The secret z.", "remedy": "None."}]}}
                """),
            Json.parse(
                """
                {"at": "2026-11-24T03:00:00Z", "run": "audit/two",
                 "summary": {"named": true, "looked": 1, "byOutcome": {"SOUND": 1}, "notLookedAt": 0, "unreported": 0, "findings": []}}
                """),
            Json.parse(
                """
                {"at": "2026-11-23T03:00:00Z", "run": "audit/one",
                 "summary": {"looked": 1, "byOutcome": {"SOUND": 1}, "unreported": 0}}
                """)));
  }
}
