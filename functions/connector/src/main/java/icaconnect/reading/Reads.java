package icaconnect.reading;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one step that do not need each other's answers, and the proof's trials of its own
 * objects. What came of each, a failure too, is told where its answer is asked for, so whoever asks
 * in the old order finds and refuses in the old order; a failure that nobody asks for is nobody's.
 * All have ended when this is closed, as a frozen function would go on with them in the next
 * invocation.
 */
public abstract sealed class Reads implements AutoCloseable {
  private Reads() {}

  /** Each on a thread of its own, from now on; as many as the step begins, which are a few. */
  public static Reads atOnce() {
    return new AtOnce();
  }

  /** Each when its answer is first asked for. */
  public static Reads inTurn() {
    return new InTurn();
  }

  /** The answer is the same however often it is asked for. */
  public abstract <T> Supplier<T> begin(Supplier<T> read);

  /** The same of what has no answer: to run it is to wait for its end. */
  public final Runnable beginning(Runnable trial) {
    Supplier<Boolean> ended =
        begin(() -> {
          trial.run();
          return true;
        });
    return () -> Objects.requireNonNull(ended.get());
  }

  @Override
  public abstract void close();

  private static final class AtOnce extends Reads {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();

    @Override
    public <T> Supplier<T> begin(Supplier<T> read) {
      Future<T> answer = threads.submit(read::get);
      begun.add(answer);
      return () -> told(answer);
    }

    private static <T> T told(Future<T> answer) {
      try {
        return answer.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while AWS was asked", e);
      }
    }

    /** What has begun may still begin more, such as deleting what it wrote. */
    @Override
    public void close() {
      try {
        for (var next = begun.poll(); next != null; next = begun.poll()) {
          ended(next);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      threads.close();
    }

    private static void ended(Future<?> answer) throws InterruptedException {
      try {
        answer.get();
      } catch (ExecutionException e) {
        // Told where the answer is asked for, or nobody's.
      }
    }
  }

  private static final class InTurn extends Reads {
    @Override
    public <T> Supplier<T> begin(Supplier<T> read) {
      return new Supplier<>() {
        private @Nullable Supplier<T> told;

        @Override
        public T get() {
          Supplier<T> known = told;
          if (known == null) {
            T answer = read.get();
            known = () -> answer;
            told = known;
          }
          return known.get();
        }
      };
    }

    @Override
    public void close() {}
  }
}
