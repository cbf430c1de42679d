package icaconnect.entry;

import icaconnect.entry.WaitingRequests.Claim;
import java.time.Clock;
import java.time.Duration;

/**
 * Answers a request once: the answer that is decided first is the one that arrives, whoever sends
 * it.
 */
record Answering(WaitingRequests requests, Sending sending, Clock clock) {
  /** Longer than the functions that answer may run. */
  private static final Duration LONGEST_SENDING = Duration.ofSeconds(100);

  AnswerDelivery answer(WaitingRequest request, Answer answer) {
    return answer(request, answer, () -> {});
  }

  /** Sends the answer that was decided for it before, unless that has arrived. */
  AnswerDelivery again(WaitingRequest request) {
    return send(request, request.decided().orElseThrow(), () -> {});
  }

  /**
   * Answers it, unless it has been.
   *
   * @param ifFailed what to do when the answer that was decided is a failure, before it is sent
   */
  AnswerDelivery answer(WaitingRequest request, Answer answer, Runnable ifFailed) {
    return send(request, AnswerBody.write(request.id(), answer), ifFailed);
  }

  private AnswerDelivery send(WaitingRequest request, String answer, Runnable ifFailed) {
    if (request.isAnswered()) {
      request.decided().filter(AnswerBody::isFailure).ifPresent(body -> ifFailed.run());
      return AnswerDelivery.ANSWERED_BEFORE;
    }
    var now = clock.instant();
    return switch (requests.claim(request.id().key(), answer, now, now.plus(LONGEST_SENDING))) {
      case Claim.Answered() -> AnswerDelivery.ANSWERED_BEFORE;
      case Claim.Busy() -> AnswerDelivery.TRY_AGAIN;
      case Claim.Send(var decided) -> {
        if (AnswerBody.isFailure(decided)) {
          ifFailed.run();
        }
        yield send(request, decided);
      }
    };
  }

  private AnswerDelivery send(WaitingRequest request, String body) {
    var delivery = sending.send(request, body);
    if (delivery == AnswerDelivery.DELIVERED) {
      requests.answered(request.id().key());
    } else {
      requests.release(request.id().key());
    }
    return delivery;
  }
}
