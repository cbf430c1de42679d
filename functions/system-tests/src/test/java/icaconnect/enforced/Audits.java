package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The first and the last step of audit.asl.json; what is between them is a connect in plan mode.
 */
final class Audits {
  private static final String RUN = "audit/run-1";

  private Audits() {}

  static void listAndSumUp(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    lab.connect(bucket);
    lab.application.lose(bucket.name());
    String runs = lab.application.template().name("RunsBucket");

    var list = lab.application.function("AuditListFunction").invoke(run("{\"run\": \"%s\"}"));
    assertThat(text(lab, runs, list.path("key").asText())).contains(bucket.name());
    assertThat(lab.application.knows(bucket.name())).as("the lost record is rebuilt").isTrue();

    String outcome = "{\"bucket\": \"%s\", \"outcome\": \"SOUND\"}".formatted(bucket.name());
    lab.s3.putObject(
        r -> r.bucket(runs).key(RUN + "/outcomes/0.json"), RequestBody.fromString(outcome));
    var summary =
        lab.application
            .function("AuditSummaryFunction")
            .invoke(run("{\"run\": \"%s\", \"asked\": 1, \"stack\": \"lab\"}"));
    assertThat(summary.at("/byOutcome/SOUND").asInt()).isEqualTo(1);
    assertThat(text(lab, runs, RUN + "/results.jsonl")).contains(bucket.name());
    lab.disconnect(bucket);
  }

  private static JsonNode run(String event) {
    return Json.parse(event.formatted(RUN));
  }

  private static String text(Laboratory lab, String runs, String key) {
    return lab.s3.getObjectAsBytes(r -> r.bucket(runs).key(key)).asUtf8String();
  }
}
