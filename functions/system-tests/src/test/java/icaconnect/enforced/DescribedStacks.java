package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
    var request =
        HttpRequest.newBuilder(miniStack.resolve(exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(asked));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("x-amz") || lower.matches("authorization|content-type")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      var judged = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
      byte[] body =
          judged.statusCode() == FORBIDDEN
              ? judged.body()
              : described(new String(asked, StandardCharsets.UTF_8));
      exchange.getResponseHeaders().add("Content-Type", "text/xml");
      exchange.sendResponseHeaders(judged.statusCode() == FORBIDDEN ? FORBIDDEN : 200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
                + "<StackStatus>UPDATE_COMPLETE_CLEANUP_IN_PROGRESS</StackStatus></member></Stacks>"
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
