package icaconnect.entry;

import icaconnect.lambda.RetryPolicy;
import icaconnect.lambda.TimedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers over HTTP, with bounded and jittered retries. Sends no Content-Type: CloudFormation
 * signs its URLs without one.
 */
public final class HttpResponseUrl implements ResponseUrl {
  private final ResponseHosts hosts;
  private final RetryPolicy retries;
  private final RandomGenerator random;
  private final TimedHttp http;

  public HttpResponseUrl(ResponseHosts hosts, RetryPolicy retries, RandomGenerator random) {
    this.hosts = hosts;
    this.retries = retries;
    this.random = random;
    this.http = new TimedHttp(retries.connect(), retries.exchange());
  }

  @Override
  public boolean accepts(String url) {
    return hosts.accept(url);
  }

  @Override
  public void put(String url, String body) throws Undelivered {
    if (!accepts(url)) {
      throw new Undelivered("the response URL is not CloudFormation's", true);
    }
    var request = request(url, body);
    for (int attempt = 1; ; attempt++) {
      var failure = attempt(request);
      if (failure == null) {
        return;
      }
      var wait = retries.waitAfter(attempt, random);
      if (failure.isLasting() || wait.isEmpty()) {
        throw failure;
      }
      sleep(wait.get());
    }
  }

  private HttpRequest request(String url, String body) throws Undelivered {
    try {
      return HttpRequest.newBuilder(URI.create(url))
          .PUT(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
          .build();
    } catch (IllegalArgumentException e) {
      // Without the cause: it quotes the URL.
      throw new Undelivered("the response URL is not a URL", true);
    }
  }

  private @Nullable Undelivered attempt(HttpRequest request) {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status < 300 ? null : new Undelivered("HTTP " + status, isLasting(status));
    } catch (IOException e) {
      return new Undelivered("no answer (" + e.getClass().getSimpleName() + ")", false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Undelivered("interrupted", true);
    }
  }

  /** S3 refuses what is signed wrongly or too old with 403; only time-outs and throttling pass. */
  private static boolean isLasting(int status) {
    return status < 500 && status != 408 && status != 429;
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
