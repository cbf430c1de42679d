package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnLocalStack
class StackLifeTest {
  private static final Map<String, String> NO_PARAMETERS = Map.of();

  private final LocalStack localStack;
  private final Stacks stacks;
  private final Account account;
  private final RequestLog requests;

  StackLifeTest(LocalStack localStack) {
    this.localStack = localStack;
    stacks = new Stacks(localStack);
    account = new Account(localStack);
    requests = new RequestLog(localStack);
  }

  @Test
  void connects_a_bucket_with_a_stack_changes_it_moves_to_another_and_takes_everything_back() {
    var first = LabBucket.create(localStack).withConfigurationOfOthers();
    var second = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = List.of(first.configuration(), second.configuration());

    var created =
        stacks.create(
            "life",
            Stacks.example("connect-existing-bucket.yaml"),
            Map.of("BucketName", first.name()));
    assertThat(created.status("Connection")).isEqualTo("CREATE_COMPLETE");
    assertThat(created.last("Connection").physicalResourceId())
        .isEqualTo("ica-connect:" + first.name());
    assertThat(stacks.outputs("life"))
        .hasEntrySatisfying("AccessKeyId", id -> assertThat(id).matches("[A-Z0-9]{16,}"))
        .hasEntrySatisfying(
            "SecretArn", arn -> assertThat(arn).startsWith("arn:aws:secretsmanager:"))
        .hasEntrySatisfying("UserArn", arn -> assertThat(arn).contains(":user/ica-connect/"))
        .containsEntry("IcaStatus", "NOT_REGISTERED")
        .hasEntrySatisfying("FindingsCount", count -> assertThat(count).matches("\\d+"));
    assertThat(account.record(first.name()).orElseThrow().get("declaredBy").s())
        .isEqualTo(stacks.id("life") + "/Connection");

    int mark = requests.mark();
    var same =
        stacks.update(
            "life",
            Stacks.example("connect-existing-bucket.yaml")
                .replace("Prefix: ica/", "Prefix: ica/\n      Permissions: documented"),
            Map.of("BucketName", first.name()));
    assertThat(same.last("Connection").physicalResourceId())
        .isEqualTo("ica-connect:" + first.name());
    assertThat(same.status("Connection")).isEqualTo("UPDATE_COMPLETE");
    assertThat(requests.writesSince(mark))
        .as("the probe's object and CloudFormation's answer only")
        .isSubsetOf("s3:PutObject", "s3:DeleteObject", "s3:CreateBucket");

    var changed =
        stacks.update(
            "life",
            Stacks.example("connect-existing-bucket.yaml")
                .replace("Prefix: ica/", "CrossAccountCopy: true"),
            Map.of("BucketName", first.name()));
    assertThat(changed.status("Connection")).isEqualTo("UPDATE_COMPLETE");
    assertThat(first.policy().orElseThrow().toString())
        .contains("IcaConnectCrossAccountCopy-ica-connect-us-east-1");

    var moved =
        stacks.update(
            "life",
            Stacks.example("connect-existing-bucket.yaml"),
            Map.of("BucketName", second.name()));
    assertThat(moved.last("Connection").physicalResourceId())
        .isEqualTo("ica-connect:" + second.name());
    assertThat(first.configuration()).isEqualTo(before.getFirst());
    assertThat(account.tracesOf(first.name())).isEmpty();
    assertThat(account.record(first.name())).isEmpty();
    assertThat(account.tracesOf(second.name())).isNotEmpty();

    var deleted = stacks.delete("life");
    assertThat(deleted.status("Connection")).isEqualTo("DELETE_COMPLETE");
    assertThat(second.configuration()).isEqualTo(before.getLast());
    assertThat(account.tracesOf(second.name())).isEmpty();
    assertThat(account.record(second.name())).isEmpty();
  }

  @Test
  void creates_a_bucket_and_connects_it_in_one_stack() {
    var created =
        stacks.create("both", Stacks.example("create-and-connect-bucket.yaml"), NO_PARAMETERS);
    var bucket = stacks.outputs("both").get("BucketName");

    assertThat(created.status("Connection")).isEqualTo("CREATE_COMPLETE");
    assertThat(account.record(bucket).orElseThrow().get("state").s()).isEqualTo("CONNECTED");

    stacks.delete("both");
    assertThat(account.record(bucket)).isEmpty();
  }
}
