package icaconnect.cli.execution;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in an execution.
 *
 * @param state whose event it is; empty for those of the execution itself
 * @param type of the state, such as Task or Wait, where it is entered
 * @param nested the execution that this state has started
 */
public record Event(
    long id,
    Instant at,
    Kind kind,
    String state,
    String type,
    Optional<String> error,
    Optional<String> cause,
    Optional<String> nested) {

  /** What happened. */
  public enum Kind {
    ENTERED,
    EXITED,
    /** One try of a task failed; the workflow tries again, or goes another way. */
    TRY_FAILED,
    STARTED_ANOTHER,
    OTHER
  }
}
