package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.evidence.Evidence;
import icaconnect.lambda.Json;
import icaconnect.report.Document;
import icaconnect.workflow.LabBucket;
import software.amazon.awssdk.core.sync.RequestBody;

/** The functions of audit.asl.json; what is between them is a connect in plan mode. */
final class Audits {
  private Audits() {}

  static void listSumUpAndReport(Laboratory lab) {
    LabBucket bucket = lab.bucket().withConfigurationOfOthers();
    JsonNode theirs = Json.parse(lab.s3.getBucketPolicy(r -> r.bucket(bucket.name())).policy());
    lab.connect(bucket);
    lab.application.lose(bucket.name());
    String runs = lab.application.template().name("RunsBucket");
    String run = "audit/20260102T030405Z-" + bucket.name();

    var list = lab.application.function("AuditListFunction").invoke(of(run, ""));
    assertThat(text(lab, runs, list.path("key").asText())).contains(bucket.name());
    assertThat(lab.application.knows(bucket.name())).as("the lost record is rebuilt").isTrue();

    String outcome = "{\"bucket\": \"%s\", \"outcome\": \"SOUND\"}".formatted(bucket.name());
    put(lab, runs, run + "/outcomes/0.json", outcome);
    var summary =
        lab.application
            .function("AuditSummaryFunction")
            .invoke(of(run, ", \"asked\": 1, \"stack\": \"lab\""));
    assertThat(summary.at("/byOutcome/SOUND").asInt()).isEqualTo(1);
    assertThat(text(lab, runs, run + "/results.jsonl")).contains(bucket.name());
    report(lab, run, bucket.name(), Document.sha256(theirs));
    lab.disconnect(bucket);
  }

  /** What may not be read is said to be unknown: here all of it is known. */
  private static void report(Laboratory lab, String run, String bucket, String replaced) {
    String trail = lab.application.template().name("TrailBucket");
    put(
        lab,
        trail,
        "connections/" + bucket + "/1.json",
        """
        {"execution": "arn:aws:states:us-east-1:000000000000:execution:ica-connect-connect:one", "status": "SUCCEEDED",
         "started": "2026-01-02T03:04:05.678Z",
         "answer": {"steps": [{"name": "bucketPolicy", "digests": [{"name": "bucketPolicy", "before": "%s"}]}]}}
        """
            .formatted(replaced));
    put(
        lab,
        trail,
        "callers/ica-connect-connect/one/1.json",
        "{\"call\": \"StartExecution\", \"time\": \"2026-01-02T03:04:05Z\"}");
    DescribedStacks.doing(
        Json.MAPPER
            .createObjectNode()
            .put("StackId", lab.application.template().stackId())
            .put("StackStatus", "UPDATE_COMPLETE"));

    lab.application
        .function("AuditReportFunction")
        .invoke(of(run, ", \"execution\": \"an audit\", \"buckets\": [\"" + bucket + "\"]"));

    String runs = lab.application.template().name("RunsBucket");
    JsonNode evidence = Json.parse(text(lab, runs, run + "/report.json"));
    assertThat(Evidence.problems(evidence)).isEmpty();
    assertThat(evidence.at("/installation/status").asText()).isEqualTo("UPDATE_COMPLETE");
    assertThat(evidence.path("audits").findValuesAsText("run"))
        .as("%s", evidence.path("unknown"))
        .contains(run);
    JsonNode execution = evidence.at("/connections/0/executions/0");
    assertThat(execution.path("callers")).as("%s", evidence).hasSize(1);
    assertThat(execution.at("/documents/0/before").has("document")).as("%s", execution).isTrue();
    assertThat(text(lab, runs, run + "/report.html")).contains(bucket);
  }

  private static void put(Laboratory lab, String bucket, String key, String text) {
    lab.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private static JsonNode of(String run, String fields) {
    return Json.parse("{\"run\": \"%s\"%s}".formatted(run, fields));
  }

  private static String text(Laboratory lab, String runs, String key) {
    return lab.s3.getObjectAsBytes(r -> r.bucket(runs).key(key)).asUtf8String();
  }
}
