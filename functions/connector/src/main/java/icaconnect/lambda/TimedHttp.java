package icaconnect.lambda;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to a server outside AWS's SDK, where an exchange ends in its time, body included. The
 * timeout of {@link HttpRequest} ends with the headers (JDK-8208693). Follows no redirect: what is
 * sent is secret, or signed for one address.
 */
public final class TimedHttp {
  private final HttpClient http;
  private final Duration exchange;

  /**
   * @param connect to open a connection
   * @param exchange for one exchange, with its connection and its whole answer
   */
  public TimedHttp(Duration connect, Duration exchange) {
    this.exchange = exchange;
    // HTTP/1.1: one request a connection, so a reset says something about one request only.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .build();
  }

  /**
   * @throws HttpTimeoutException when the whole answer has not come in time
   * @throws IOException when the exchange broke
   */
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    var answer = http.sendAsync(request, body);
    try {
      return answer.get(exchange.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + exchange.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
    } finally {
      // Nothing to what is complete; what is still under way would keep its connection.
      answer.cancel(true);
    }
  }
}
