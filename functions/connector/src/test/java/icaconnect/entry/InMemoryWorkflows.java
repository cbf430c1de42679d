package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Workflows that remember what they were started with, and can break before or after a start. */
final class InMemoryWorkflows implements Workflows {
  /** One execution. */
  record Started(Workflow workflow, JsonNode input) {}

  private final Map<String, Started> started = new LinkedHashMap<>();
  private Throwable broken;

  InMemoryWorkflows breakWith(Throwable failure) {
    broken = failure;
    return this;
  }

  Map<String, Started> started() {
    return started;
  }

  Started only() {
    return started.values().stream()
        .reduce((_, _) -> {
          throw new AssertionError("started more than once: " + started.keySet());
        })
        .orElseThrow();
  }

  @Override
  public boolean isStarted(Workflow workflow, String executionName) {
    return started.containsKey(executionName);
  }

  @Override
  public void start(Workflow workflow, String executionName, JsonNode input) {
    started.putIfAbsent(executionName, new Started(workflow, input.deepCopy()));
    InMemoryRequests.<RuntimeException>throwIt(broken);
  }
}
