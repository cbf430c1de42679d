package icaconnect.entry;

import icaconnect.failure.TryAgain;
import java.util.Map;

/** How the sending of an answer went. */
enum AnswerDelivery {
  DELIVERED,
  ANSWERED_BEFORE,
  /** Somebody else is sending it, or it did not arrive. */
  TRY_AGAIN,
  /** It will never arrive. */
  GIVEN_UP;

  /** What a function says of it; one that fails is called again. */
  Object told() {
    if (this == TRY_AGAIN) {
      throw new TryAgain("The answer has not arrived yet.");
    }
    return Map.of("answer", name());
  }
}
