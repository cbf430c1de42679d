package icaconnect.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ica-connect check} says of every bucket that the tests know what the deployed stack's plan
 * says of it: steps, changes, documents, findings and refusals, word for word. A run takes a fixed
 * sample of them, {@code make agreement} takes all.
 */
@OnLocalStack
class CheckAgreesWithStackTest {
  /** As many environments of each function are started. */
  private static final int AT_ONCE = 4;

  private static final int EVERY = Integer.getInteger("agreement.every", 3);

  private final LocalStack localStack;
  private final Map<ByDesign, List<String>> met = new EnumMap<>(ByDesign.class);
  @TempDir private Path folder;

  CheckAgreesWithStackTest(LocalStack localStack) {
    this.localStack = localStack;
  }

  private record Both(LaidOut.Bucket bucket, JsonNode checked, Answer stack) {}

  @TestFactory
  Stream<DynamicTest> on_every_fixture() {
    var steps = new DeployedSteps(localStack);
    var asked = new ArrayList<DynamicTest>();
    try (var laidOut = new LaidOut(localStack);
        var checks = new Checks(localStack, folder);
        var several = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Fixture fixture : sample()) {
        Future<Both> both = several.submit(() -> both(laidOut.bucket(fixture), checks, steps));
        asked.add(DynamicTest.dynamicTest(fixture.name(), () -> compare(fixture, both.get())));
      }
    }
    asked.add(DynamicTest.dynamicTest("each difference by design is met", this::eachIsMet));
    return asked.stream();
  }

  private static List<Fixture> sample() {
    List<Fixture> all =
        Fixture.all().filter(fixture -> !LaidOut.REFUSED.containsKey(fixture.name())).toList();
    return IntStream.range(0, all.size())
        .filter(place -> place % EVERY == 0)
        .mapToObj(all::get)
        .toList();
  }

  private static Both both(LaidOut.Bucket bucket, Checks checks, DeployedSteps steps) {
    JsonNode checked = checks.check(bucket.request());
    return new Both(bucket, checked, steps.plan(bucket.request(), checked.path("facts")));
  }

  private void compare(Fixture fixture, Both both) {
    Answer stack = both.stack();
    Answer check = Answer.ofCheck(both.checked());
    assertThat(before(check, "bucketPolicy")).isEqualTo(both.bucket().policy());
    assertThat(both.checked().path("unread")).isEmpty();
    assertThat(both.checked().path("assumed")).isEmpty();
    for (ByDesign difference : ByDesign.values()) {
      Answer rest = stack.without(difference::isFinding, difference::isFailure);
      if (!rest.equals(stack)) {
        met.computeIfAbsent(difference, _ -> new ArrayList<>()).add(fixture.name());
        check = saidByBoth(difference, check, stack);
        stack = rest;
      }
    }
    assertThat(stack.failures()).isEqualTo(check.failures());
    assertThat(stack.steps()).isEqualTo(check.steps());
    assertThat(stack.documents()).isEqualTo(check.documents());
    assertThat(stack.findings()).isEqualTo(check.findings());
    assertThat(stack.addition()).isEqualTo(check.addition());
  }

  /** Where a step of the stack has refused by design, it has said nothing else. */
  private static Answer saidByBoth(ByDesign difference, Answer check, Answer stack) {
    Set<String> silent =
        Set.copyOf(
            stack.failures().stream()
                .filter(difference::isFailure)
                .map(failure -> failure.path("step").asText())
                .toList());
    return new Answer(
        check.steps().stream().filter(step -> !isOf(silent, step)).toList(),
        check.documents().stream().filter(document -> !isOf(silent, document)).toList(),
        silent.isEmpty()
            ? check.findings()
            : check.findings().stream().filter(stack.findings()::contains).toList(),
        check.failures(),
        silent.contains("inspect") ? stack.addition() : check.addition());
  }

  /** So that no fixture is lost on its way. */
  private static JsonNode before(Answer answer, String document) {
    return answer.documents().stream()
        .filter(one -> one.path("name").asText().equals(document))
        .map(one -> one.path("before"))
        .findFirst()
        .orElseGet(Json.MAPPER::missingNode);
  }

  private static boolean isOf(Collection<String> steps, JsonNode report) {
    return steps.contains(report.path("name").asText());
  }

  private void eachIsMet() {
    assertThat(met).containsOnlyKeys(ByDesign.values());
    met.forEach((difference, fixtures) -> assertThat(fixtures).as(difference.name()).isNotEmpty());
  }
}
