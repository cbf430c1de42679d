package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the CDK's construct synthesises, as its own test holds it, deployed byte for byte. */
@OnLocalStack
class ConstructTest {
  private static final String SYNTHESISED =
      Checkout.text("cdk/src/test/resources/bucket-and-connection.json");

  private final LocalStack localStack;
  private final Stacks stacks;
  private final Account account;

  ConstructTest(LocalStack localStack) {
    this.localStack = localStack;
    stacks = new Stacks(localStack);
    account = new Account(localStack);
  }

  @Test
  void connects_its_bucket_with_its_stack_and_disconnects_it_when_that_goes() {
    var created = stacks.create("construct", SYNTHESISED, Map.of());

    assertThat(created.failures()).isEmpty();
    var outputs = stacks.outputs("construct");
    var bucket = LabBucket.existing(localStack, outputs.get("BucketName"));
    var record = account.record(bucket.name()).orElseThrow();
    assertThat(record.get("state").s()).isEqualTo("CONNECTED");
    assertThat(record.get("declaredBy").s()).startsWith(stacks.id("construct") + "/Connection");
    assertThat(outputs.get("SecretArn")).startsWith("arn:aws:secretsmanager:");
    assertThat(bucket.cors()).isNotEmpty();
    assertThat(account.tracesOf(bucket.name())).isNotEmpty();

    var deleted = stacks.delete("construct");

    assertThat(deleted.failures()).isEmpty();
    assertThat(bucket.configuration())
        .as("the bucket, which the CDK retains")
        .isEqualTo(new LabBucket.Configuration(List.of(), Optional.empty(), List.of()));
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }
}
