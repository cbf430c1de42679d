package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Tag;

/** Many buckets at once, and buckets that are asked for by a tag. */
final class Fleets {
  private static final String RUN = "connect-many/run-1";

  private Fleets() {}

  /** A manifest becomes a work list, and outcomes become a summary. */
  static void runOverAManifest(Laboratory lab) {
    String runs = lab.application.template().name("RunsBucket");
    lab.s3.putObject(
        r -> r.bucket(runs).key("manifests/lab.json"),
        RequestBody.fromString("[\"lab-a\", \"lab-b\"]"));
    JsonNode list = manifest(lab, "manifests/lab.json");
    assertThat(list.path("count").asInt()).isEqualTo(2);

    String outcome = "{\"status\": \"CONNECTED\", \"bucket\": \"lab-a\"}";
    lab.s3.putObject(
        r -> r.bucket(runs).key(RUN + "/outcomes/lab-a.json"), RequestBody.fromString(outcome));
    var summary =
        lab.application
            .function("SummaryFunction")
            .invoke(Json.parse("{\"run\": \"%s\", \"asked\": 2}".formatted(RUN)));
    assertThat(summary.toString()).contains("results.jsonl");
  }

  static void refuseAMissingManifest(Laboratory lab) {
    assertThatThrownBy(() -> manifest(lab, "manifests/none.json"))
        .hasMessageContaining("is not in the runs bucket");
  }

  static void hearOfATag(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    lab.s3.putBucketTagging(r ->
        r.bucket(bucket.name())
            .tagging(t -> t.tagSet(Tag.builder().key("ica-connect").value("true").build())));
    var event =
        Json.parse(
            """
            {"detail-type": "Tag Change on Resource", "id": "1", "resources": ["arn:aws:s3:::%s"],
             "detail": {"changed-tag-keys": ["ica-connect"]}}
            """
                .formatted(bucket.name()));
    var decision = lab.application.function("EventFunction").invoke(event);
    assertThat(decision.path("decision").asText()).as("%s", decision).isEqualTo("connect");
    assertThat(decision.at("/request/bucket").asText()).isEqualTo(bucket.name());
  }

  private static JsonNode manifest(Laboratory lab, String key) {
    var event =
        Json.parse("{\"run\": \"%s\", \"request\": {\"manifest\": \"%s\"}}".formatted(RUN, key));
    return lab.application.function("ManifestFunction").invoke(event);
  }
}
