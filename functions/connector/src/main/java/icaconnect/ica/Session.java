package icaconnect.ica;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.Attempt.Answer;
import icaconnect.ica.Attempt.AnswerLost;
import icaconnect.ica.Attempt.NotSent;
import icaconnect.lambda.Json;
import icaconnect.lambda.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signed in to ICA: makes a token (JWT) from the API key when first needed, renews it once when ICA
 * refuses it, and repeats what may be repeated. Used by one thread.
 */
final class Session {
  private static final Call SIGN_IN = Call.action("/api/tokens");

  private final Transport transport;
  private final ApiKey apiKey;
  private final RetryPolicy retries;
  private final Pause pause;
  private final RandomGenerator random;
  private final Redaction redaction = new Redaction();
  private @Nullable String token;

  Session(
      Transport transport,
      ApiKey apiKey,
      RetryPolicy retries,
      Pause pause,
      RandomGenerator random) {
    this.transport = transport;
    this.apiKey = apiKey;
    this.retries = retries;
    this.pause = pause;
    this.random = random;
    redaction.learn(apiKey.value());
  }

  /** The body of a successful answer; everything else is a failure. */
  String send(Call call) {
    redaction.learn(call.secrets());
    Answer answer = patiently(call, "Authorization", "Bearer " + token());
    if (answer.status() == 401) {
      token = null;
      answer = patiently(call, "Authorization", "Bearer " + token());
    }
    if (answer.isSuccess()) {
      return answer.body();
    }
    throw failure(call, answer);
  }

  private String token() {
    if (token == null) {
      Answer answer = patiently(SIGN_IN, "X-API-Key", apiKey.value());
      if (!answer.isSuccess()) {
        throw failure(SIGN_IN, answer);
      }
      token = readToken(answer.body());
      redaction.learn(token);
    }
    return token;
  }

  private static String readToken(String body) {
    try {
      JsonNode token = Json.parse(body).path("token");
      if (token.isTextual() && token.textValue().matches("[!-~]+")) {
        return token.textValue();
      }
    } catch (IllegalArgumentException e) {
      // Falls through without its message, which may quote the token.
    }
    throw new IcaFailure.Unreadable(SIGN_IN.what());
  }

  private Answer patiently(Call call, String header, String value) {
    for (int attempt = 1; ; attempt++) {
      Attempt outcome = transport.attempt(call, header, value);
      if (outcome instanceof Answer answer && !answer.isThrottled() && !answer.isServerFailure()) {
        return answer;
      }
      Optional<Duration> wait = retries.waitAfter(attempt, retryAfter(outcome), random);
      if (wait.isEmpty() || !mayRepeat(call, outcome) || Thread.currentThread().isInterrupted()) {
        return giveUp(call, outcome);
      }
      pause.of(wait.get());
    }
  }

  private static Optional<Duration> retryAfter(Attempt outcome) {
    return outcome instanceof Answer answer ? answer.retryAfter() : Optional.empty();
  }

  /** A create may be repeated only when ICA certainly has not begun it. */
  private static boolean mayRepeat(Call call, Attempt outcome) {
    return switch (outcome) {
      case NotSent _ -> true;
      case Answer answer when answer.isThrottled() -> true;
      case Answer _, AnswerLost _ -> call.repeatable();
    };
  }

  private Answer giveUp(Call call, Attempt outcome) {
    return switch (outcome) {
      case Answer answer when answer.isThrottled() || call.repeatable() -> answer;
      case Answer answer ->
          throw new IcaFailure.OutcomeUnknown(call.what(), problem(answer).text());
      case AnswerLost lost when !call.repeatable() ->
          throw new IcaFailure.OutcomeUnknown(call.what(), lost.why());
      case AnswerLost lost -> throw new IcaFailure.Unavailable(call.what(), lost.why());
      case NotSent notSent -> throw new IcaFailure.Unavailable(call.what(), notSent.why());
    };
  }

  private IcaFailure failure(Call call, Answer answer) {
    Problem problem = problem(answer);
    String what = call.what();
    return switch (answer.status()) {
      case 401 -> new IcaFailure.SignInRefused(what, problem);
      case 403 -> new IcaFailure.Forbidden(what, problem);
      case 404 -> new IcaFailure.NotFound(what, problem);
      case 409 -> new IcaFailure.Conflict(what, problem);
      case 429 -> new IcaFailure.Throttled(what, problem, answer.retryAfter());
      default ->
          answer.isServerFailure()
              ? new IcaFailure.Unavailable(what, problem.text())
              : new IcaFailure.Rejected(what, problem);
    };
  }

  private Problem problem(Answer answer) {
    return Problem.read(answer.status(), answer.body(), redaction);
  }
}
