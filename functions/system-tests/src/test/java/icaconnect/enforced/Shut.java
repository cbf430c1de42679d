package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;

/** Buckets whose policy keeps this application out since they were connected. */
final class Shut {
  private static final String SID = "NobodyLooks";

  private Shut() {}

  static void disconnectInVain(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    var before = bucket.configuration();
    lab.connect(bucket, "\"crossAccountCopy\": true");
    String open = policy(lab, bucket);
    var traces = lab.tracesOf(bucket.name());
    put(lab, bucket, shut(open, bucket));

    assertThatThrownBy(() -> lab.disconnect(bucket))
        .as("as long as nobody can tell what is left in the bucket")
        .hasMessageContaining("icaconnect.failure.Refused: BUCKET_DENIED")
        .hasMessageContaining(SID)
        .hasMessageContaining("Nothing was taken back");
    assertThat(Json.parse(policy(lab, bucket)))
        .as("the Allow of Illumina's role is still there, so nothing else may go")
        .isEqualTo(Json.parse(shut(open, bucket)));
    assertThat(lab.tracesOf(bucket.name())).isEqualTo(traces).isNotEmpty();
    assertThat(lab.application.knows(bucket.name())).isTrue();

    put(lab, bucket, open);
    lab.disconnect(bucket);
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(lab.tracesOf(bucket.name())).isEmpty();
  }

  private static String shut(String policy, LabBucket bucket) {
    var document = (ObjectNode) Json.parse(policy);
    ((ArrayNode) document.path("Statement"))
        .add(
            Json.parse(
                """
                {"Sid": "%s", "Effect": "Deny", "Principal": "*", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::%s"}
                """
                    .formatted(SID, bucket.name())));
    return Json.write(document);
  }

  private static String policy(Laboratory lab, LabBucket bucket) {
    return lab.s3.getBucketPolicy(r -> r.bucket(bucket.name())).policy();
  }

  private static void put(Laboratory lab, LabBucket bucket, String policy) {
    lab.s3.putBucketPolicy(r -> r.bucket(bucket.name()).policy(policy));
  }
}
