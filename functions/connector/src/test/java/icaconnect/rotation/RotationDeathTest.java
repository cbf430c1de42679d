package icaconnect.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.credential.JournalledCredential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions die between any two writes; what is left always works, and the next run ends with one
 * key.
 */
class RotationDeathTest {
  /** As many writes as a whole rotation makes. */
  private static final int WRITES = 14;

  static IntStream writes() {
    return IntStream.rangeClosed(1, WRITES);
  }

  @Test
  void a_whole_rotation_makes_so_many_writes() {
    var keys = new InMemoryKeys();

    new RotationRun(keys).toTheEnd();

    assertThat(keys.writes).hasSize(WRITES);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void a_run_that_died_before_any_write_is_finished_by_the_next(int deadly) {
    var keys = new InMemoryKeys();
    dies(keys, deadly);

    new RotationRun(keys).toTheEnd();

    assertThat(keys.disorder()).isEmpty();
    assertThat(keys.current()).isNotEqualTo("AKIA0");
  }

  @ParameterizedTest
  @MethodSource("writes")
  void two_runs_that_died_are_finished_by_the_third(int first) {
    for (int second = 1; second <= WRITES; second++) {
      var keys = new InMemoryKeys();
      dies(keys, first);
      dies(keys, keys.writes.size() + second);

      new RotationRun(keys).toTheEnd();

      assertThat(keys.disorder()).as("died before writes %d and %d", first, second).isEmpty();
    }
  }

  /** Of a user that people have made, a disconnect deletes those keys only that an entry names. */
  @ParameterizedTest
  @MethodSource("writes")
  void an_entry_names_the_present_key_after_a_death_before_any_write(int deadly) {
    var keys = new InMemoryKeys();
    keys.entries.put(
        "credential",
        JournalledCredential.stored("ica-lab", "AKIA0", keys.now.minus(Duration.ofDays(100)))
            .write());

    dies(keys, deadly);

    var named = new ArrayList<String>();
    named.add(keys.entries.get("credential").path("accessKeyId").asText());
    if (keys.entries.containsKey("rotation")) {
      named.add(keys.entries.get("rotation").path("oldKey").asText());
    }
    assertThat(named).as("after %s", keys.writes).contains(keys.current());
  }

  private static void dies(InMemoryKeys keys, int deadly) {
    keys.deadlyWrite = deadly;
    try {
      new RotationRun(keys).toTheEnd();
    } catch (InMemoryKeys.Killed e) {
      assertThat(keys.works()).as("after %s", keys.writes).isTrue();
    }
    keys.deadlyWrite = 0;
  }
}
