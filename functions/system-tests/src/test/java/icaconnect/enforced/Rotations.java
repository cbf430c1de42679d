package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.workflow.LabBucket;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/** Keys that are replaced, with the acts in the order of rotate.asl.json. */
final class Rotations {
  private Rotations() {}

  /** The old key is disabled in a first retirement and deleted in a second. */
  static void replaceTheKey(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    lab.connect(bucket);
    List<String> before = keys(lab, bucket);
    rotate(lab, bucket, "prepare", "prove", "promote", "retire", "retire");
    assertThat(keys(lab, bucket)).hasSize(1).doesNotContainAnyElementsOf(before);
    lab.connect(bucket);
    lab.disconnect(bucket);
  }

  /** The new key cannot be used, and goes; the old one stays. */
  static void goBack(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    lab.connect(bucket);
    List<String> before = keys(lab, bucket);
    rotate(lab, bucket, "prepare", "withdraw");
    assertThat(keys(lab, bucket)).isEqualTo(before);
    lab.disconnect(bucket);
  }

  /** A user made by hand has its key replaced too. */
  static void replaceTheKeyOfAUserMadeByHand(Laboratory lab) {
    LabBucket bucket = lab.bucket();
    String user = "illumina_" + bucket.name().substring(4);
    String fields = "\"userName\": \"%s\", \"adoptExisting\": true".formatted(user);
    lab.iam.createUser(r -> r.userName(user).permissionsBoundary(lab.boundaryArn()));
    lab.connect(bucket, fields);
    for (String act : List.of("prepare", "prove", "promote", "retire", "retire")) {
      lab.application.rotate(Laboratory.request(bucket, fields), act);
    }
    lab.disconnect(bucket);
  }

  private static void rotate(Laboratory lab, LabBucket bucket, String... acts) {
    for (String act : acts) {
      lab.application.rotate(Laboratory.request(bucket, ""), act);
    }
  }

  private static List<String> keys(Laboratory lab, LabBucket bucket) {
    return lab
        .iam
        .listAccessKeys(r -> r.userName("ica-" + bucket.name()))
        .accessKeyMetadata()
        .stream()
        .map(AccessKeyMetadata::accessKeyId)
        .toList();
  }
}
