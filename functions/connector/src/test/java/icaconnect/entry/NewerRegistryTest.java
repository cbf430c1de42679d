package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An older version would take back less than a newer one has added. */
class NewerRegistryTest extends GuardScene {
  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void a_version_that_does_not_know_what_a_newer_one_has_written_is_refused(String verb) {
    newer = List.of("lab-new");
    status = _ -> verb.toUpperCase(java.util.Locale.ROOT) + "_IN_PROGRESS";

    take(ours(verb));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .isEqualTo(
            "REGISTRY_IS_NEWER: This version does not know the records that a newer one has"
                + " written. Remedy: deploy the newer version, or disconnect these buckets by it"
                + " first: lab-new.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"})
  void an_update_that_is_taken_back_is_not_held_up(String doing) {
    newer = List.of("lab-new");
    status = _ -> doing;

    take(ours("update"));

    assertSuccess();
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void a_registry_that_cannot_be_read_keeps_nobody_from_deploying(Throwable failure) {
    take(
        ours("update"),
        () -> {
          InMemoryRequests.<RuntimeException>throwIt(failure);
          return null;
        });

    assertSuccess();
  }
}
