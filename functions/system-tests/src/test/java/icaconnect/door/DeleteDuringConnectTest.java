package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * CloudFormation gave up on a create, or somebody cancelled it, and deletes while it still runs.
 */
@OnLocalStack
class DeleteDuringConnectTest {
  private final LocalStack localStack;
  private final Account account;

  DeleteDuringConnectTest(LocalStack localStack) {
    this.localStack = localStack;
    account = new Account(localStack);
  }

  @Test
  void the_delete_waits_for_the_connect_and_takes_back_what_it_made() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    var properties = Map.<String, Object>of("BucketName", bucket.name());
    try (var cloudFormation = new StandInCloudFormation(localStack)) {
      var create = Event.create("hasty", properties);
      var delete = Event.delete("hasty", "ica-connect:" + bucket.name(), properties);
      cloudFormation.deliver(create);
      Deadline.await(
          Duration.ofSeconds(60), "a connect that holds the lease", () -> holds(create, bucket));

      assertThat(cloudFormation.answers(create)).isEmpty();
      cloudFormation.deliver(delete);

      assertThat(cloudFormation.answer(delete).path("Status").asText()).isEqualTo("SUCCESS");
      assertThat(cloudFormation.answer(create).path("Status").asText()).isEqualTo("SUCCESS");
    }
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  private boolean holds(Event create, LabBucket bucket) {
    return account
        .record(bucket.name())
        .filter(item -> item.containsKey("leaseOwner"))
        .filter(item -> item.get("leaseOwner").s().endsWith(create.id().executionName()))
        .isPresent();
  }
}
