package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Of a stack that has just been made no audit is missing. */
@OnLocalStack
class AuditsExpectedTest {
  private static final Pattern SINCE =
      Pattern.compile(
          "IF\\(EPOCH\\(audits\\) < (\\d+), 1, FILL\\(audits, 0\\) \\* FILL\\(succeeded, 0\\)\\)");

  private final LocalStack localStack;

  AuditsExpectedTest(LocalStack localStack) {
    this.localStack = localStack;
  }

  @Test
  void the_hours_before_the_stack_was_made_count_as_audited() {
    assertThat(expressions())
        .isNotEmpty()
        .allSatisfy(since ->
            assertThat(Instant.ofEpochSecond(Long.parseLong(since)))
                .isBetween(Instant.now().minus(Duration.ofDays(1)), Instant.now()));
  }

  private List<String> expressions() {
    return localStack.client(CloudWatchClient.builder()).describeAlarmsPaginator().stream()
        .flatMap(page -> page.metricAlarms().stream())
        .map(MetricAlarm::metrics)
        .flatMap(List::stream)
        .map(MetricDataQuery::expression)
        .filter(expression -> expression != null && expression.startsWith("IF(EPOCH("))
        .map(SINCE::matcher)
        .flatMap(found -> found.results())
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }
}
