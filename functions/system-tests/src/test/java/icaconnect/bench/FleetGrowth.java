package icaconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a bucket costs the same in a large fleet as in a small one. {@code make bench} runs it;
 * no test run does.
 */
@OnLocalStack
class FleetGrowth {
  private static final int CONCURRENCY = 4;

  private final LocalStack localStack;
  private final Fleet fleet;
  private final RequestLog requests;

  FleetGrowth(LocalStack localStack) {
    this.localStack = localStack;
    fleet = new Fleet(localStack);
    requests = new RequestLog(localStack);
    connect(CONCURRENCY); // functions are cold, and so is LocalStack
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40})
  void connects(int buckets) {
    int mark = requests.mark();
    var start = Instant.now();
    connect(buckets);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    var calls = calls(mark);
    System.out.printf(
        "%d buckets: %.2f s a bucket (%d at a time); calls a bucket: %s%n",
        buckets,
        seconds / buckets,
        CONCURRENCY,
        calls.entrySet().stream()
            .map(call -> "%s %.1f".formatted(call.getKey(), call.getValue() / (double) buckets))
            .collect(Collectors.joining(", ")));
  }

  private void connect(int buckets) {
    var names = Stream.generate(() -> LabBucket.create(localStack).name()).limit(buckets).toList();
    var summary =
        fleet.connect("growth-" + buckets + ".json", Json.write(names), CONCURRENCY).outcome();
    assertThat(summary.path("connected").asInt()).as("%s", summary).isEqualTo(buckets);
  }

  /** By service; reads and writes of IAM apart, since their rates are. */
  private Map<String, Long> calls(int mark) {
    return requests.callsSince(mark).stream()
        .map(FleetGrowth::kind)
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
  }

  private static String kind(String call) {
    String service = call.substring(0, call.indexOf(':'));
    String operation = call.substring(call.indexOf(':') + 1);
    return service.equals("iam")
        ? "iam " + (operation.startsWith("Get") || operation.startsWith("List") ? "read" : "write")
        : service;
  }
}
