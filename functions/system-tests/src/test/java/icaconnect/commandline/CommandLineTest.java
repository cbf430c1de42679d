package icaconnect.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.LabBucket;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The command line as somebody uses it who has a stack. */
@OnLocalStack
class CommandLineTest {
  private final LocalStack localStack;
  private final IcaConnect icaConnect;

  CommandLineTest(LocalStack localStack) {
    this.localStack = localStack;
    icaConnect = new IcaConnect(localStack.endpoint(), AwsBasicCredentials.create("test", "test"));
  }

  @Test
  void a_check_says_of_a_bucket_what_the_stack_would_plan() {
    var bucket =
        LabBucket.create(localStack)
            .withConfigurationOfOthers()
            .versioned(BucketVersioningStatus.ENABLED);
    var before = bucket.configuration();

    var run = icaConnect.run("check", bucket.name(), "--prefix", "runs/", "--output", "json");
    var planned =
        new Workflows(localStack)
            .connect(
                "{\"bucket\": \"%s\", \"prefix\": \"runs/\", \"mode\": \"plan\"}"
                    .formatted(bucket.name()));

    assertThat(run.code()).as(run.err() + run.out()).isZero();
    JsonNode checked = run.json();
    assertThat(checked.path("status").asText()).isEqualTo("CHANGES");
    assertThat(checked.path("unread")).isEmpty();
    for (String step : List.of("cors", "bucketPolicy", "iam")) {
      JsonNode plan = named(planned.outcome().path("steps"), step);
      assertThat(named(checked.path("steps"), step).path("changes"))
          .as(step)
          .isEqualTo(plan.path("changes"));
      assertThat(named(checked.path("documents"), step)).isEqualTo(plan.at("/documents/0"));
    }
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  @Test
  void a_check_of_a_bucket_that_is_not_there_is_refused() {
    var run = icaConnect.run("check", "no-such-bucket-anywhere");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("BUCKET_MISSING");
  }

  private static JsonNode named(JsonNode list, String name) {
    return list.valueStream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(list.toPrettyString()));
  }
}
