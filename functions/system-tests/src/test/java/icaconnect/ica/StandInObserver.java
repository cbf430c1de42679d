package icaconnect.ica;

import com.sun.net.httpserver.HttpExchange;
import java.util.HashMap;
import java.util.Map;

/** Sees every exchange with the stand-in. */
@FunctionalInterface
public interface StandInObserver {
  void saw(Seen exchange);

  /** One exchange; bodies hold secrets, so it does not print them. */
  record Seen(
      String method,
      String url,
      Map<String, String> headers,
      String body,
      int status,
      String type,
      String answer) {

    static Seen of(HttpExchange exchange, String body, StandInAnswer answer) {
      var headers = new HashMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      // The JDK's server capitalises only the first letter.
      headers.computeIfAbsent("X-API-Key", _ -> headers.get("X-api-key"));
      return new Seen(
          exchange.getRequestMethod(),
          exchange.getRequestURI().toString(),
          headers,
          body,
          answer.status(),
          answer.headers().get("Content-Type"),
          answer.body());
    }

    @Override
    public String toString() {
      return method + " " + url + " " + status;
    }
  }
}
