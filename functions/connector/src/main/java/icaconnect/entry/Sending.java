package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import icaconnect.entry.ResponseUrl.Undelivered;

/** Sends an answer, and says so in the log when it did not arrive. */
record Sending(ResponseUrl responseUrl, LambdaLogger log) {
  /** The template's alarm looks for this text. */
  static final String ALARM = "ANSWER_UNDELIVERED";

  AnswerDelivery send(WaitingRequest request, String body) {
    return send(request.id(), request.responseUrl(), body);
  }

  AnswerDelivery send(RequestId request, String url, String body) {
    try {
      responseUrl.put(url, body);
      return AnswerDelivery.DELIVERED;
    } catch (Undelivered e) {
      log.log(ALARM + ": " + request + ": " + e.getMessage() + ".", LogLevel.ERROR);
      return e.isLasting() ? AnswerDelivery.GIVEN_UP : AnswerDelivery.TRY_AGAIN;
    }
  }
}
