package icaconnect.ica;

import icaconnect.lambda.RetryPolicy;
import icaconnect.lambda.TimedHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.InstantSource;
import javax.net.ssl.SSLHandshakeException;

/**
 * Makes one attempt over HTTP and says how it ended; never follows a redirect with a secret in
 * hand.
 */
final class Transport {
  private static final String MEDIA_TYPE = "application/vnd.illumina.v3+json";

  /** Actions answer with nothing but problems, so both types must be welcome. */
  private static final String ACCEPTED = MEDIA_TYPE + ", application/problem+json";

  private final BaseUrl base;
  private final InstantSource clock;
  private final TimedHttp http;

  Transport(BaseUrl base, RetryPolicy retries, InstantSource clock) {
    this.base = base;
    this.clock = clock;
    this.http = new TimedHttp(retries.connect(), retries.exchange());
  }

  Attempt attempt(Call call, String header, String value) {
    var request =
        HttpRequest.newBuilder(base.resolve(call.path()))
            .header("Accept", ACCEPTED)
            .header(header, value);
    call.body().ifPresent(body -> request.header("Content-Type", MEDIA_TYPE));
    request.method(
        call.method(), call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    try {
      return answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return broken(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.AnswerLost("interrupted");
    }
  }

  private Attempt answer(HttpResponse<String> response) {
    var retryAfter =
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(text -> RetryAfter.parse(text, clock.instant()));
    return new Attempt.Answer(response.statusCode(), response.body(), retryAfter);
  }

  /** Says the kind of failure only: messages of the network stack may quote what was sent. */
  private static Attempt broken(IOException failure) {
    String kind = failure.getClass().getSimpleName();
    return switch (failure) {
      case HttpConnectTimeoutException _, ConnectException _, SSLHandshakeException _ ->
          new Attempt.NotSent("no connection (" + kind + ")");
      case HttpTimeoutException _ -> new Attempt.AnswerLost("no answer in time");
      default -> new Attempt.AnswerLost("the connection broke (" + kind + ")");
    };
  }
}
