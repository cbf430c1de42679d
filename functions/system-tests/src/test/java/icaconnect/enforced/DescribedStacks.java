package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What CloudFormation says of the resource that it has just sent a request for. MiniStack has no
 * resource at work; it is asked all the same, so that IAM decides, and its refusal is passed on.
 */
final class DescribedStacks {
  private static final int FORBIDDEN = 403;
  private static String endpoint;
  private static final Map<String, JsonNode> DOING = new ConcurrentHashMap<>();

  private DescribedStacks() {}

  /** The resource is at work on this request. */
  static void doing(JsonNode request) {
    DOING.put(request.path("StackId").asText(), request.deepCopy());
  }

  static synchronized String endpoint(MiniStack miniStack) {
    if (endpoint == null) {
      try {
        var server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, miniStack.endpoint()));
        server.start();
        endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return endpoint;
  }

  private static void answer(HttpExchange exchange, URI miniStack) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    byte[] judged = judged(exchange, asked, miniStack);
    String text = new String(judged, StandardCharsets.UTF_8);
    boolean denied = text.startsWith("HTTP/1.1 " + FORBIDDEN);
    byte[] body =
        denied
            ? text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8)
            : described(new String(asked, StandardCharsets.UTF_8));
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    exchange.sendResponseHeaders(denied ? FORBIDDEN : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Over a socket: the signature covers the Host header, which HTTP clients write themselves. */
  private static byte[] judged(HttpExchange exchange, byte[] asked, URI miniStack)
      throws IOException {
    var head = new StringBuilder("POST " + exchange.getRequestURI() + " HTTP/1.1\r\n");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("Connection") && !name.equalsIgnoreCase("Expect")) {
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    head.append("Connection: close\r\n\r\n");
    try (var socket = new Socket(miniStack.getHost(), miniStack.getPort())) {
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(asked);
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  private static byte[] described(String asked) {
    String decoded = URLDecoder.decode(asked, StandardCharsets.UTF_8);
    JsonNode doing =
        DOING.entrySet().stream()
            .filter(stack -> decoded.contains(stack.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    String text =
        asked.contains("Action=DescribeStacks&")
            ? "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>lab</StackName>"
                + "<StackStatus>"
                + doing.path("StackStatus").asText("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
                + "</StackStatus></member></Stacks>"
                + "</DescribeStacksResult></DescribeStacksResponse>"
            : "<DescribeStackResourceResponse><DescribeStackResourceResult><StackResourceDetail>"
                + "<ResourceType>Custom::IcaBucketConnection</ResourceType>"
                + "<ResourceStatus>"
                + doing.path("RequestType").asText().toUpperCase(Locale.ROOT)
                + "_IN_PROGRESS</ResourceStatus><PhysicalResourceId>"
                + doing.path("DescribedId").asText(doing.path("PhysicalResourceId").asText())
                + "</PhysicalResourceId></StackResourceDetail></DescribeStackResourceResult>"
                + "</DescribeStackResourceResponse>";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
