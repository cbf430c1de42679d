package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.IcaFailure;

/** ICA's failures in the workflow's words: a person must act, or waiting helps. */
final class IcaFailures {
  private IcaFailures() {}

  static RuntimeException forWorkflow(IcaFailure failure) {
    String message = failure.getMessage() + ".";
    return switch (failure) {
      case IcaFailure.SignInRefused _ ->
          new Refused(
              Code.ICA_SIGN_IN_REFUSED,
              message,
              "Put a valid API key into the ICA API key's secret.");
      case IcaFailure.Forbidden _ ->
          new Refused(Code.ICA_FORBIDDEN, message, "Let the API key's user manage storage in ICA.");
      case IcaFailure.NotFound _ ->
          new Refused(Code.ICA_NOT_FOUND, message, "Run connect again: it lists what is there.");
      case IcaFailure.Rejected _ ->
          new Refused(Code.ICA_REJECTED, message, "Correct what ICA names in the request.");
      case IcaFailure.Unreadable _ ->
          new Refused(
              Code.ICA_UNREADABLE,
              message,
              "Check that ICA_BASE_URL is the base of ICA's REST API.");
      case IcaFailure.Conflict _,
          IcaFailure.Throttled _,
          IcaFailure.Unavailable _,
          IcaFailure.OutcomeUnknown _ ->
          new TryAgain(message, failure);
    };
  }
}
