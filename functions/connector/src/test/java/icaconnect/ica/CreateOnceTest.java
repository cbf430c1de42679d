package icaconnect.ica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateOnceTest {
  private static final IcaFailure LOST =
      new IcaFailure.OutcomeUnknown("POST /x", "the connection broke");
  private static final IcaFailure TAKEN =
      new IcaFailure.Conflict("POST /x", new Problem(409, "name is taken"));

  private final List<Duration> pauses = new ArrayList<>();
  private final CreateOnce createOnce = new CreateOnce(pauses::add);
  private int creates;

  @Test
  void an_answer_needs_no_look_up() {
    assertThat(
            createOnce.run(
                () -> "made",
                () -> {
                  throw new AssertionError("looked up");
                }))
        .isEqualTo("made");
  }

  @Test
  void a_lost_answer_is_looked_up() {
    assertThat(createOnce.run(() -> create(LOST), () -> Optional.of("there"))).isEqualTo("there");
    assertThat(creates).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void what_shows_up_late_is_found() {
    var answers =
        new ArrayDeque<>(
            List.of(Optional.<String>empty(), Optional.<String>empty(), Optional.of("there")));
    assertThat(createOnce.run(() -> create(LOST), answers::remove)).isEqualTo("there");
    assertThat(creates).isEqualTo(1);
    assertThat(pauses).hasSize(2);
  }

  @Test
  void what_does_not_show_up_is_not_created_again_here() {
    assertThatThrownBy(() -> createOnce.run(() -> create(LOST), Optional::empty)).isSameAs(LOST);
    assertThat(creates).isEqualTo(1);
  }

  @Test
  void a_name_that_is_taken_is_for_the_caller_to_judge() {
    assertThatThrownBy(() -> createOnce.run(() -> create(TAKEN), () -> Optional.of("theirs")))
        .isSameAs(TAKEN);
  }

  private String create(IcaFailure failure) {
    creates++;
    throw failure;
  }
}
