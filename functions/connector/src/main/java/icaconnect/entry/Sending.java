package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import icaconnect.entry.ResponseUrl.Undelivered;

/** Sends an answer, and says so in the log when it did not arrive. */
record Sending(ResponseUrl responseUrl, LambdaLogger log) {
  /** The template's alarm looks for this text. */
  static final String ALARM = "ANSWER_UNDELIVERED";

  Delivery send(WaitingRequest request, String body) {
    return send(request.id(), request.responseUrl(), body);
  }

  Delivery send(RequestId request, String url, String body) {
    try {
      responseUrl.put(url, body);
      return Delivery.DELIVERED;
    } catch (Undelivered e) {
      log.log(ALARM + ": " + request + ": " + e.getMessage() + ".", LogLevel.ERROR);
      return e.isLasting() ? Delivery.GIVEN_UP : Delivery.TRY_AGAIN;
    }
  }
}
