package icaconnect.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.TryAgain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReadsTest {
  @Test
  void reads_at_once_do_not_wait_for_each_other() {
    var together = new CyclicBarrier(3);
    try (var reads = Reads.atOnce()) {
      var answers =
          List.of(1, 2, 3).stream().map(n -> reads.begin(() -> met(together, n))).toList();

      assertThat(answers).extracting(Supplier::get).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_failure_is_told_where_its_answer_is_asked_for_as_it_was_thrown() {
    var denied = new IllegalArgumentException("denied");
    try (var reads = Reads.atOnce()) {
      var first = reads.begin(() -> "first");
      var second = reads.begin(() -> failing(denied));

      assertThat(first.get()).isEqualTo("first");
      assertThatThrownBy(second::get).isSameAs(denied);
      assertThatThrownBy(second::get).isSameAs(denied);
    }
  }

  @Test
  void the_failure_that_is_asked_for_first_is_the_reason_whichever_came_first() {
    for (int i = 0; i < 200; i++) {
      try (var reads = Reads.atOnce()) {
        var user = reads.begin(() -> failing(new TryAgain("user", null)));
        var bucket = reads.begin(() -> failing(new TryAgain("bucket", null)));

        assertThatThrownBy(() -> List.of(user.get(), bucket.get())).hasMessage("user");
      }
    }
  }

  @Test
  void nothing_goes_on_after_the_end() {
    var running = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              try (var reads = Reads.atOnce()) {
                for (int i = 0; i < 20; i++) {
                  reads.begin(() -> {
                    running.incrementAndGet();
                    Thread.yield();
                    return running.decrementAndGet();
                  });
                }
                throw new IllegalStateException("another step failed");
              }
            })
        .hasMessage("another step failed");
    assertThat(running).hasValue(0);
  }

  @Test
  void what_has_begun_may_begin_more_after_the_step_has_failed() {
    var written = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(
              () -> {
                try (var reads = Reads.atOnce()) {
                  reads.begin(() -> {
                    written.incrementAndGet();
                    Thread.yield();
                    return reads.begin(written::decrementAndGet).get();
                  });
                  throw new IllegalStateException("another step failed");
                }
              })
          .hasMessage("another step failed");
      assertThat(written).hasValue(0);
    }
  }

  @Test
  void in_turn_each_is_read_once_when_it_is_first_asked_for() {
    var read = new ArrayList<String>();
    try (var reads = Reads.inTurn()) {
      var bucket = reads.begin(() -> read.add("bucket"));
      var user = reads.begin(() -> read.add("user"));
      assertThat(read).isEmpty();

      user.get();
      bucket.get();
      user.get();
    }
    assertThat(read).containsExactly("user", "bucket");
  }

  private static int met(CyclicBarrier barrier, int number) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
      return number;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String failing(RuntimeException failure) {
    throw failure;
  }
}
