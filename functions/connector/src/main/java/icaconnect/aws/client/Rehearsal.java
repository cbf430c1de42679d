package icaconnect.aws.client;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Invocations that are played before Lambda takes a snapshot of a function, so that what a first
 * one loads and compiles is in it. While they are played, every AWS client of this process acts as
 * nobody and is answered from memory: nothing leaves it, and nothing of an account gets into the
 * snapshot.
 *
 * <p>It is the process's and not a client's, since a function is rehearsed as it is wired.
 * https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html
 */
public final class Rehearsal {
  private static final AtomicReference<SdkHttpClient> STAGE = new AtomicReference<>();

  private Rehearsal() {}

  /** Plays it. To be over before the first invocation: it is on for every thread. */
  public static <T> T play(Callable<T> play) throws Exception {
    STAGE.set(new CannedAnswers());
    try {
      return play.call();
    } finally {
      STAGE.set(null);
    }
  }

  public static boolean isOn() {
    return STAGE.get() != null;
  }

  static Optional<SdkHttpClient> stage() {
    return Optional.ofNullable(STAGE.get());
  }
}
