package icaconnect.aws.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A bucket's policy behind S3's protocol, and somebody else who edits it before a request is looked
 * at.
 */
final class BusyBucket implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private String policy;
  private int editBefore = -1;
  private UnaryOperator<String> edit = UnaryOperator.identity();
  private int failingWrites;

  BusyBucket(String policy) throws IOException {
    this.policy = policy;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void begin(String now) {
    policy = now;
    requests.clear();
    editBefore = -1;
  }

  /**
   * @param request which request, from 0, the edit comes before
   */
  synchronized void edits(int request, UnaryOperator<String> others) {
    editBefore = request;
    edit = others;
  }

  /** The next writes are carried out and answered with an error. */
  synchronized void failWrites(int writes) {
    failingWrites = writes;
  }

  synchronized String policy() {
    return policy;
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (requests.size() == editBefore) {
      policy = edit.apply(policy);
    }
    requests.add(exchange.getRequestMethod());
    if (exchange.getRequestMethod().equals("PUT")) {
      policy = new String(body, StandardCharsets.UTF_8);
      boolean fails = failingWrites-- > 0;
      exchange.sendResponseHeaders(fails ? 500 : 204, -1);
    } else {
      byte[] now = policy.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, now.length);
      exchange.getResponseBody().write(now);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
