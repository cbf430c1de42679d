package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnLocalStack
class StackFailuresTest {
  private final LocalStack localStack;
  private final Stacks stacks;
  private final Account account;
  private final RequestLog requests;

  StackFailuresTest(LocalStack localStack) {
    this.localStack = localStack;
    stacks = new Stacks(localStack);
    account = new Account(localStack);
    requests = new RequestLog(localStack);
  }

  @ParameterizedTest
  @CsvSource({
    "an unknown region, IcaRegion, mars-north-1, IcaRegion must be one of",
    "a region that the bucket is not in, IcaRegion, eu-west-2, REGION_MISMATCH",
    "an unknown property, Colour, blue, is not a property",
  })
  void a_create_that_fails_leaves_nothing_behind(
      String what, String property, String value, String reason) {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();

    var created =
        stacks.create(
            "bad-" + bucket.name(),
            stacks.template(List.of(Map.of("BucketName", bucket.name(), property, value))),
            Map.of());

    assertThat(created.reasonOf("CREATE_FAILED")).as(what).contains(reason);
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(
            account
                .record(bucket.name())
                .filter(item -> item.containsKey("declaredBy") || item.containsKey("leaseOwner")))
        .isEmpty();
  }

  @Test
  void a_stack_for_a_missing_bucket_fails_and_rolls_back_without_a_trace() {
    var missing = Map.<String, Object>of("BucketName", "lab-that-is-not-there");

    var created = stacks.create("not-there", stacks.template(List.of(missing)), Map.of());

    assertThat(created.reasonOf("CREATE_FAILED")).contains("BUCKET_MISSING");
    assertThat(account.tracesOf("lab-that-is-not-there")).isEmpty();
    assertThat(
            account
                .record("lab-that-is-not-there")
                .filter(item -> item.containsKey("declaredBy") || item.containsKey("leaseOwner")))
        .isEmpty();
  }

  @Test
  void a_create_for_a_missing_bucket_fails_and_its_rollback_is_an_immediate_success() {
    try (var cloudFormation = new StandInCloudFormation(localStack)) {
      var properties = Map.<String, Object>of("BucketName", "lab-that-is-missing");
      var failed = cloudFormation.send(Event.create("missing", properties));
      assertThat(failed.path("Status").asText()).isEqualTo("FAILED");
      assertThat(failed.path("Reason").asText()).contains("BUCKET_MISSING");
      assertThat(failed.path("PhysicalResourceId").asText()).startsWith("ica-connect-failed:");

      int mark = requests.mark();
      var deleted =
          cloudFormation.send(
              Event.delete("missing", failed.path("PhysicalResourceId").asText(), properties));
      assertThat(deleted.path("Status").asText()).isEqualTo("SUCCESS");
      assertThat(requests.writesSinceButObjects(mark)).isEmpty();
    }
  }

  @Test
  void
      an_update_that_fails_leaves_the_last_good_connection_and_a_rollback_update_converges_to_it() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var good = Map.<String, Object>of("BucketName", bucket.name(), "Prefix", "good/");
    var stack = "rollback-" + bucket.name();
    stacks.create(stack, stacks.template(List.of(good)), Map.of());
    var connected = bucket.configuration();

    var bad =
        Map.<String, Object>of(
            "BucketName", bucket.name(), "Prefix", "bad/", "IcaRegion", "eu-west-2");
    var updated = stacks.update(stack, stacks.template(List.of(bad)), Map.of());
    assertThat(updated.status("One")).isEqualTo("UPDATE_FAILED");
    assertThat(updated.reason("One")).contains("REGION_MISMATCH", "Nothing had been changed");
    assertThat(bucket.configuration()).isEqualTo(connected);
    assertThat(account.record(bucket.name()).orElseThrow().get("state").s()).isEqualTo("CONNECTED");

    // AWS would send this; LocalStack's engine does not.
    int mark = requests.mark();
    var rolledBack = stacks.update(stack, stacks.template(List.of(good)), Map.of());
    assertThat(rolledBack.status("One")).isEqualTo("UPDATE_COMPLETE");
    assertThat(rolledBack.last("One").physicalResourceId())
        .isEqualTo("ica-connect:" + bucket.name());
    assertThat(requests.writesSince(mark))
        .isSubsetOf("s3:PutObject", "s3:DeleteObject", "s3:CreateBucket");
    assertThat(bucket.configuration()).isEqualTo(connected);

    stacks.delete(stack);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_replacement_that_fails_keeps_the_old_bucket_connected() {
    var bucket = LabBucket.create(localStack);
    var stack = "replaced-" + bucket.name();
    stacks.create(stack, stacks.template(List.of(Map.of("BucketName", bucket.name()))), Map.of());

    var updated =
        stacks.update(
            stack, stacks.template(List.of(Map.of("BucketName", "lab-that-is-missing"))), Map.of());

    assertThat(updated.status("One")).isEqualTo("UPDATE_FAILED");
    assertThat(updated.reason("One"))
        .contains("BUCKET_MISSING", "The connection of the bucket before stays in place");
    assertThat(account.record(bucket.name()).orElseThrow().get("state").s()).isEqualTo("CONNECTED");

    stacks.delete(stack);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  @Test
  void of_two_resources_with_one_bucket_the_second_is_refused_with_the_owners_name() {
    var bucket = LabBucket.create(localStack);
    var properties = Map.<String, Object>of("BucketName", bucket.name());
    stacks.create("owner-" + bucket.name(), stacks.template(List.of(properties)), Map.of());
    var connected = bucket.configuration();
    var traces = account.tracesOf(bucket.name());

    var second =
        stacks.create("second-" + bucket.name(), stacks.template(List.of(properties)), Map.of());

    assertThat(second.reasonOf("CREATE_FAILED"))
        .contains("is connected by", stacks.id("owner-" + bucket.name()) + "/One");
    stacks.delete("second-" + bucket.name());
    assertThat(bucket.configuration()).isEqualTo(connected);
    assertThat(account.tracesOf(bucket.name())).isEqualTo(traces).isNotEmpty();
    assertThat(account.record(bucket.name()).orElseThrow()).doesNotContainKey("leaseOwner");

    stacks.delete("owner-" + bucket.name());
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_stack_is_deleted_though_its_bucket_is_gone() {
    var bucket = LabBucket.create(localStack);
    var stack = "gone-" + bucket.name();
    stacks.create(stack, stacks.template(List.of(Map.of("BucketName", bucket.name()))), Map.of());
    bucket.delete();

    var deleted = stacks.delete(stack);

    assertThat(deleted.status("One")).isEqualTo("DELETE_COMPLETE");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  @Test
  void a_stack_does_not_touch_what_was_connected_by_hand() {
    var bucket = LabBucket.create(localStack);
    var workflows = new icaconnect.localstack.Workflows(localStack);
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    var traces = account.tracesOf(bucket.name());

    try (var cloudFormation = new StandInCloudFormation(localStack)) {
      var properties = Map.<String, Object>of("BucketName", bucket.name());
      var refused = cloudFormation.send(Event.create("hand", properties));
      assertThat(refused.path("Reason").asText())
          .contains("is connected by a request made by hand");
      var deleted =
          cloudFormation.send(Event.delete("hand", "ica-connect:" + bucket.name(), properties));
      assertThat(deleted.path("Status").asText()).isEqualTo("SUCCESS");
      assertThat(deleted.path("Reason").asText()).isEqualTo("LEFT_ALONE");
    }
    assertThat(account.tracesOf(bucket.name())).isEqualTo(traces).isNotEmpty();
    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
  }
}
