package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.workflow.LabBucket;

/** Buckets whose policy keeps this application out. */
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

  /** Later the same Deny is in nobody's way, since the rules need no change. */
  static void connectInVain(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    String closed =
        "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
            .formatted(deny("s3:PutBucketCORS", bucket));
    put(lab, bucket, closed);
    var before = bucket.configuration();

    assertThatThrownBy(() -> lab.connect(bucket))
        .hasMessageContaining("icaconnect.failure.Refused: POLICY_BLOCKS_APPLICATION")
        .hasMessageContaining(SID);
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(lab.tracesOf(bucket.name())).isEmpty();

    lab.s3.deleteBucketPolicy(r -> r.bucket(bucket.name()));
    lab.connect(bucket);
    put(lab, bucket, closed);
    lab.connect(bucket);
    lab.s3.deleteBucketPolicy(r -> r.bucket(bucket.name()));
    lab.disconnect(bucket);
  }

  private static String shut(String policy, LabBucket bucket) {
    var document = (ObjectNode) Json.parse(policy);
    ((ArrayNode) document.path("Statement")).add(Json.parse(deny("s3:ListBucket", bucket)));
    return Json.write(document);
  }

  private static String deny(String action, LabBucket bucket) {
    return """
    {"Sid": "%s", "Effect": "Deny", "Principal": "*", "Action": "%s", "Resource": "arn:aws:s3:::%s"}
    """
        .formatted(SID, action, bucket.name());
  }

  private static String policy(Laboratory lab, LabBucket bucket) {
    return lab.s3.getBucketPolicy(r -> r.bucket(bucket.name())).policy();
  }

  private static void put(Laboratory lab, LabBucket bucket, String policy) {
    lab.s3.putBucketPolicy(r -> r.bucket(bucket.name()).policy(policy));
  }
}
