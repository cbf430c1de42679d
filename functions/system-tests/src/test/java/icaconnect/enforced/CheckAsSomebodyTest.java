package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.commandline.IcaConnect;
import icaconnect.workflow.LabBucket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A check with the caller's own rights: what they may not read is said, and the rest is judged. */
@OnMiniStack
class CheckAsSomebodyTest {
  private final MiniStack miniStack;
  private final Laboratory lab;

  CheckAsSomebodyTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  @Test
  void who_may_read_everything_gets_the_whole_answer() {
    var bucket = lab.bucket().withConfigurationOfOthers();

    var run = check(MiniStack.ROOT, bucket);

    assertThat(run.json().path("unread")).isEmpty();
    assertThat(run.code()).as(run.out()).isZero();
  }

  @Test
  void who_may_not_read_all_is_told_what_and_ends_with_7() {
    var bucket = lab.bucket().withConfigurationOfOthers();
    var somebody =
        allowedTo("\"s3:ListBucket\", \"s3:GetBucketPolicy\", \"s3:GetBucketLocation\"", bucket);

    var run = check(somebody, bucket);

    assertThat(run.json().path("unread").findValuesAsText("action"))
        .contains(
            "s3:GetBucketCORS",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetBucketNotification",
            "s3:GetBucketTagging",
            "iam:GetUser")
        .doesNotContain("s3:GetBucketPolicy");
    assertThat(run.json().path("findings").findValuesAsText("code")).contains("BUCKET_TAGS_UNSEEN");
    assertThat(run.json().path("verdicts")).isNotEmpty();
    assertThat(run.code()).isEqualTo(7);
  }

  private IcaConnect.Ended check(AwsCredentials who, LabBucket bucket) {
    return new IcaConnect(miniStack.endpoint(), who)
        .run("check", bucket.name(), "--output", "json");
  }

  private AwsCredentials allowedTo(String actions, LabBucket bucket) {
    String name = "reader-of-" + bucket.name();
    lab.iam.createUser(r -> r.userName(name));
    lab.iam.putUserPolicy(r ->
        r.userName(name)
            .policyName("read")
            .policyDocument(
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [%s],
                  "Resource": "arn:aws:s3:::%s"}]}\
                """
                    .formatted(actions, bucket.name())));
    var key = lab.iam.createAccessKey(r -> r.userName(name)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }
}
