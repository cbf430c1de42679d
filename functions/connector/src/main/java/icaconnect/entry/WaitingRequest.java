package icaconnect.entry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the answer to a request needs, whoever sends it.
 *
 * @param responseUrl presigned: whoever has it can answer, so it is shown nowhere
 * @param onSuccess the id to answer when the work succeeded
 * @param onFailure the id to answer when it failed and left nothing behind
 * @param onTraces the id to answer when it failed and may have left something behind
 * @param abandoned the bucket that no id would name any more if connecting it failed and left
 *     something behind
 * @param workflow who works for it; empty for one that is answered at once, which is decided from
 *     the beginning, and for those that versions before 0.1.0 have kept
 * @param decided the answer that was sent or will be, once there is one
 */
public record WaitingRequest(
    RequestId id,
    String responseUrl,
    PhysicalId onSuccess,
    PhysicalId onFailure,
    PhysicalId onTraces,
    Optional<String> abandoned,
    Optional<Workflow> workflow,
    Optional<String> decided) {

  /** Longer than CloudFormation waits, and than Lambda and EventBridge deliver again. */
  private static final Duration KEPT = Duration.ofDays(2);

  static Instant expiry(Clock clock) {
    return clock.instant().plus(KEPT);
  }

  /** An answered request has forgotten its response URL. */
  public boolean isAnswered() {
    return responseUrl.isEmpty();
  }

  WaitingRequest workedOnBy(Workflow workflow) {
    return new WaitingRequest(
        id, responseUrl, onSuccess, onFailure, onTraces, abandoned, Optional.of(workflow), decided);
  }

  /**
   * With an answer from the beginning: whoever answers, and whenever, this is what CloudFormation
   * is told.
   */
  WaitingRequest decidedAs(Answer answer) {
    return new WaitingRequest(
        id,
        responseUrl,
        onSuccess,
        onFailure,
        onTraces,
        abandoned,
        workflow,
        Optional.of(AnswerBody.write(id, answer)));
  }

  /** Any name can be given to an execution of the other workflow: its end is not this request's. */
  boolean waitsFor(Optional<Workflow> ended) {
    return workflow.isEmpty() || ended.isEmpty() || workflow.equals(ended);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
