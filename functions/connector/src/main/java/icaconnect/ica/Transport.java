package icaconnect.ica;

import icaconnect.lambda.RetryPolicy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final RetryPolicy retries;
  private final InstantSource clock;
  private final HttpClient http;

  Transport(BaseUrl base, RetryPolicy retries, InstantSource clock) {
    this.base = base;
    this.retries = retries;
    this.clock = clock;
    // HTTP/1.1: one request a connection, so a reset says something about one request only.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(retries.connect())
            .build();
  }

  Attempt attempt(Call call, String header, String value) {
    var request =
        HttpRequest.newBuilder(base.resolve(call.path()))
            .header("Accept", ACCEPTED)
            .header(header, value);
    call.body().ifPresent(body -> request.header("Content-Type", MEDIA_TYPE));
    request.method(
        call.method(), call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    // The timeout of HttpRequest ends with the headers; this one covers the body too.
    var exchange = http.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      return answer(exchange.get(retries.exchange().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return lost(exchange, "no answer within " + retries.exchange().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lost(exchange, "interrupted");
    } catch (ExecutionException e) {
      return broken(Objects.requireNonNullElse(e.getCause(), e));
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

  private static Attempt lost(CompletableFuture<?> exchange, String why) {
    exchange.cancel(true);
    return new Attempt.AnswerLost(why);
  }

  /** Says the kind of failure only: messages of the network stack may quote what was sent. */
  private static Attempt broken(Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    return switch (cause) {
      case HttpConnectTimeoutException _, ConnectException _, SSLHandshakeException _ ->
          new Attempt.NotSent("no connection (" + kind + ")");
      case IOException _ -> new Attempt.AnswerLost("the connection broke (" + kind + ")");
      default -> new Attempt.AnswerLost("the exchange failed (" + kind + ")");
    };
  }
}
