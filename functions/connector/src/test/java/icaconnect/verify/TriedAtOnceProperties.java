package icaconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import icaconnect.verify.InMemoryIca.Keeps;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A proof says and leaves the same whether its trials wait for each other or not. */
class TriedAtOnceProperties {
  @Property(tries = 1000)
  void says_the_same_in_the_same_order_and_leaves_as_much(
      @ForAll("operations") Set<String> refused,
      @ForAll Keeps keeps,
      @ForAll boolean extended,
      @ForAll boolean needsHeader) {
    var inTurn = new Tried(refused, keeps, needsHeader);
    var atOnce = new Tried(refused, keeps, needsHeader);
    var input = input(keeps, extended);

    assertThat(checks(atOnce.prove(input, Reads::atOnce)))
        .isEqualTo(checks(inTurn.prove(input, Reads::inTurn)));
    assertThat(atOnce.ica.size()).isEqualTo(inTurn.ica.size());

    // The next try, which may do all, takes away what either has left.
    refused.forEach(atOnce.ica::allowing);
    atOnce.prove(input.withJournal(Map.of("probe", atOnce.answer.path("left"))), Reads::atOnce);
    assertThat(atOnce.ica.isEmpty()).isTrue();
  }

  private static final class Tried {
    final InMemoryIca ica;
    JsonNode answer = Json.MAPPER.nullNode();

    Tried(Set<String> refused, Keeps keeps, boolean needsHeader) {
      ica =
          new InMemoryIca(keeps)
              .refusing(refused.toArray(String[]::new))
              .accepting(upload -> !needsHeader || upload.algorithm().isPresent());
    }

    JsonNode prove(StepInput input, Supplier<Reads> reading) {
      answer =
          Invocation.of(
              new VerifyHandler(
                  Invocation.STACK, ica, _ -> Optional.empty(), Clock.systemUTC(), reading),
              input.json());
      return answer;
    }
  }

  private static StepInput input(Keeps keeps, boolean extended) {
    return StepInput.connect("lab")
        .asking("permissions", extended ? "extended" : "documented")
        .withFact(
            "versioning",
            switch (keeps) {
              case NOTHING -> "NEVER";
              case VERSIONS -> "ENABLED";
              case NULL_VERSIONS -> "SUSPENDED";
            });
  }

  /** Without the objects' names, which are drawn by lot. */
  private static String checks(JsonNode answer) {
    return Json.write(answer.path("checks"))
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
  }

  @Provide
  static Arbitrary<Set<String>> operations() {
    return Arbitraries.of(
            "location",
            "notifications",
            "list",
            "versioning",
            "listVersions",
            "put",
            "get",
            "getVersion",
            "tag",
            "tagVersion",
            "delete",
            "deleteVersion",
            "startMultipart",
            "listParts",
            "abortMultipart")
        .set()
        .ofMaxSize(5);
  }
}
