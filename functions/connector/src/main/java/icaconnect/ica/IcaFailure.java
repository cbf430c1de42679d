package icaconnect.ica;

import java.time.Duration;
import java.util.Optional;

/** Why ICA did not do what it was asked, sorted by what can be done about it. Holds no secret. */
public abstract sealed class IcaFailure extends RuntimeException {
  private IcaFailure(String what, String why) {
    super("ICA, " + what + ": " + why);
  }

  /** The API key, or the token made from it, is not accepted (401). */
  public static final class SignInRefused extends IcaFailure {
    SignInRefused(String what, Problem problem) {
      super(what, problem.text());
    }
  }

  /** The user behind the API key may not do this (403). */
  public static final class Forbidden extends IcaFailure {
    Forbidden(String what, Problem problem) {
      super(what, problem.text());
    }
  }

  /** There is no such thing in ICA, or the user cannot see it (404). */
  public static final class NotFound extends IcaFailure {
    NotFound(String what, Problem problem) {
      super(what, problem.text());
    }
  }

  /** It clashes with what is there, such as a name that is taken (409). */
  public static final class Conflict extends IcaFailure {
    public Conflict(String what, Problem problem) {
      super(what, problem.text());
    }
  }

  /** ICA finds fault with the request itself (any other 4xx). */
  public static final class Rejected extends IcaFailure {
    Rejected(String what, Problem problem) {
      super(what, problem.text());
    }
  }

  /** Too many calls (429), for longer than a function should wait. */
  public static final class Throttled extends IcaFailure {
    private final transient Optional<Duration> retryAfter;

    Throttled(String what, Problem problem, Optional<Duration> retryAfter) {
      super(
          what,
          problem.text()
              + retryAfter.map(wait -> " (retry after " + wait.toSeconds() + " s)").orElse(""));
      this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /**
   * ICA cannot be reached or fails by itself; nothing was changed that asking again would not
   * settle.
   */
  public static final class Unavailable extends IcaFailure {
    Unavailable(String what, String why) {
      super(what, why);
    }
  }

  /** The answer to a create got lost: it may be there or not. Look it up before trying again. */
  public static final class OutcomeUnknown extends IcaFailure {
    public OutcomeUnknown(String what, String why) {
      super(what, why + "; whether it was done is unknown");
    }
  }

  /** ICA answered with success and something that its contract does not allow. */
  public static final class Unreadable extends IcaFailure {
    Unreadable(String what) {
      super(what, "the answer is not what its contract says");
    }
  }
}
