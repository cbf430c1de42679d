package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The account as the workflows leave it: what each bucket's connection is, and what the registry
 * says of it. The rules are those of statemachine/connect.asl.json and disconnect.asl.json.
 */
final class ModelAccount implements Workflows {
  /** How an execution ends. */
  enum Fate {
    REACHES_ITS_GOAL,
    FAILS,
    IS_STOPPED,
    /** It is started, and whoever started it never hears of that. */
    STARTS_UNHEARD
  }

  /** What the registry says of a bucket. */
  record Entry(Optional<String> declaredBy, Optional<JsonNode> wish) {}

  /** An execution that ended, and what Reply is called with; a stopped one says nothing itself. */
  record Ended(Workflow workflow, String name, Optional<WorkflowOutcome> outcome) {}

  private static final String MIXED = "half of one and half of another";

  private final Map<String, String> configured = new HashMap<>();
  private final Map<String, Entry> registry = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Deque<Runnable> running = new ArrayDeque<>();
  private final Deque<Ended> ended = new ArrayDeque<>();
  private final Deque<Fate> fates = new ArrayDeque<>();

  void fates(Iterable<Fate> next) {
    fates.clear();
    next.forEach(fates::add);
  }

  /** What each bucket is connected as; a bucket that is not is missing. */
  Map<String, String> configured() {
    return configured;
  }

  Map<String, Entry> registry() {
    return registry;
  }

  /** Runs what was started, and returns how one execution ended. */
  Optional<Ended> next() {
    while (!running.isEmpty()) {
      running.pop().run();
    }
    return Optional.ofNullable(ended.poll());
  }

  @Override
  public boolean isStarted(Workflow workflow, String executionName) {
    return names.contains(executionName);
  }

  @Override
  public void start(Workflow workflow, String executionName, JsonNode input) {
    if (!names.add(executionName)) {
      return;
    }
    var owner = input.at("/door/owner").asText();
    var request = input.path("request");
    // What Reply starts itself has nobody who would notice its failure.
    var fate =
        fates.isEmpty() || !input.path("door").has("key") ? Fate.REACHES_ITS_GOAL : fates.pop();
    running.add(() ->
        ended.add(
            new Ended(
                workflow,
                executionName,
                switch (workflow) {
                  case CONNECT -> connect(owner, request, fate);
                  case DISCONNECT -> disconnect(owner, request.path("bucket").asText(), fate);
                })));
    if (fate == Fate.STARTS_UNHEARD) {
      throw new IllegalStateException("no answer from Step Functions");
    }
  }

  private Optional<WorkflowOutcome> connect(String owner, JsonNode request, Fate fate) {
    var bucket = request.path("bucket").asText();
    var entry = registry.getOrDefault(bucket, new Entry(Optional.empty(), Optional.empty()));
    if (isSomebodyElses(entry, owner)) {
      return Optional.of(new WorkflowOutcome.Failed("DeclaredElsewhere", false));
    }
    return switch (fate) {
      case IS_STOPPED -> {
        registry.put(bucket, new Entry(Optional.of(owner), entry.wish()));
        configured.put(bucket, MIXED);
        yield Optional.empty();
      }
      case FAILS -> {
        entry
            .wish()
            .ifPresentOrElse(wish -> configured.put(bucket, wish.toString()), () -> forget(bucket));
        yield Optional.of(new WorkflowOutcome.Failed("no", entry.wish().isPresent()));
      }
      case REACHES_ITS_GOAL, STARTS_UNHEARD -> {
        registry.put(bucket, new Entry(Optional.of(owner), Optional.of(request)));
        configured.put(bucket, request.toString());
        yield Optional.of(new WorkflowOutcome.Succeeded("CONNECTED", Map.of()));
      }
    };
  }

  private Optional<WorkflowOutcome> disconnect(String owner, String bucket, Fate fate) {
    var entry = registry.getOrDefault(bucket, new Entry(Optional.empty(), Optional.empty()));
    if (isSomebodyElses(entry, owner)) {
      return Optional.of(new WorkflowOutcome.Succeeded("LEFT_ALONE", Map.of()));
    }
    return switch (fate) {
      case IS_STOPPED -> {
        configured.computeIfPresent(bucket, (_, _) -> MIXED);
        yield Optional.empty();
      }
      case FAILS -> Optional.of(new WorkflowOutcome.Failed("no", true));
      case REACHES_ITS_GOAL, STARTS_UNHEARD -> {
        forget(bucket);
        yield Optional.of(new WorkflowOutcome.Succeeded("DISCONNECTED", Map.of()));
      }
    };
  }

  private void forget(String bucket) {
    registry.remove(bucket);
    configured.remove(bucket);
  }

  private static boolean isSomebodyElses(Entry entry, String owner) {
    return entry.declaredBy().map(other -> !other.equals(owner)).orElse(entry.wish().isPresent());
  }
}
