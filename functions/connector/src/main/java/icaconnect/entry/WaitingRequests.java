package icaconnect.entry;

import java.time.Instant;
import java.util.Optional;

/** The requests of CloudFormation that have an answer to come, in the registry. */
public interface WaitingRequests {
  Optional<WaitingRequest> find(String key);

  /**
   * Keeps what the answer needs; does nothing when it is kept already.
   *
   * @param expires when it may be forgotten
   */
  void keep(WaitingRequest request, Instant expires);

  /**
   * Decides the answer, once for all, and gives the caller alone the right to send it for a while.
   *
   * @param body what to answer unless an answer was decided before
   * @param until when another may send it: the caller has died by then
   */
  Claim claim(String key, String body, Instant now, Instant until);

  /** The answer has arrived: nobody sends another, and the response URL is forgotten. */
  void answered(String key);

  /** The answer did not arrive: another may try. */
  void release(String key);

  /** Who sends the answer. */
  sealed interface Claim {
    /**
     * The caller, with the answer that was decided first; also when the request could not be kept.
     */
    record Send(String body) implements Claim {}

    /** Nobody: it has been sent. */
    record Answered() implements Claim {}

    /** Somebody else is sending it now. */
    record Busy() implements Claim {}
  }
}
