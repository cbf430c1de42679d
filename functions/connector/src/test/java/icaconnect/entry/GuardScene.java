package icaconnect.entry;

import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.entry.DeletionGuardHandler.Guarded;
import icaconnect.entry.DeletionGuardHandler.Ports;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A stack that is made, changed or deleted, and what its guard answers. */
abstract class GuardScene {
  static final String WORKFLOW =
      "arn:aws:states:eu-west-2:111122223333:stateMachine:lab-disconnect-all";

  static final String AUDIT = "arn:aws:states:eu-west-2:111122223333:stateMachine:lab-audit";

  /** CloudFormation's console offers it where a deletion is tried again. */
  static final String NOT_BY_FORCE =
      "Do not force the deletion (FORCE_DELETE_STACK): that passes over this guard, and access keys"
          + " may stay live with nothing to take them back.";

  static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  static final Pages.Page NOTHING = new Pages.Page(List.of(), Optional.empty());
  final Answers answers = new Answers();
  final List<Optional<String>> asked = new ArrayList<>();
  List<String> newer = List.of();
  List<List<String>> pages = List.of(List.of());
  List<List<String>> users = List.of(List.of());
  StackStatus status = _ -> "DELETE_IN_PROGRESS";
  Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

  static List<Throwable> everything_that_can_be_thrown() {
    return List.of(
        new IllegalStateException("the table is gone"),
        new TryAgain("throttled"),
        new OutOfMemoryError("no"),
        new LinkageError("no"),
        new ExceptionInInitializerError("no"),
        new Exception("checked"));
  }

  void assertSuccess() {
    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
  }

  static ObjectNode deletion() {
    return ours("delete");
  }

  static ObjectNode ours(String verb) {
    return sample("cloudformation-" + verb).put("StackId", "arn:aws:cloudformation:the-stack");
  }

  void take(JsonNode event) {
    take(event, this::ports);
  }

  void take(JsonNode event, Supplier<Ports> wiring) {
    Invocation.of(handler(wiring), event);
  }

  DeletionGuardHandler handler(Supplier<Ports> wiring) {
    return new DeletionGuardHandler(
        new Guarded("arn:aws:cloudformation:the-stack", AUDIT, WORKFLOW), wiring, answers, clock);
  }

  Ports ports() {
    return new Ports(
        status,
        after -> {
          asked.add(after);
          return page(pages, after);
        },
        _ -> new Pages.Page(newer, Optional.empty()),
        after -> page(users, after));
  }

  static Pages.Page page(List<List<String>> pages, Optional<String> after) {
    int number = after.map(Integer::parseInt).orElse(0);
    return new Pages.Page(
        pages.get(number),
        Optional.of(number + 1).filter(next -> next < pages.size()).map(Object::toString));
  }

  static Clock tenSecondsALook() {
    var now = new Instant[] {NOW};
    InstantSource source = () -> now[0] = now[0].plus(Duration.ofSeconds(10));
    return source.withZone(ZoneOffset.UTC);
  }
}
