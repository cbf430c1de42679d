package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** NOT CloudFormation: sends what it would send to a custom resource, and takes every answer. */
final class CloudFormation implements AutoCloseable {
  private final HttpServer answers;
  private final AtomicInteger received = new AtomicInteger();
  private volatile JsonNode last;

  CloudFormation() {
    try {
      answers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.createContext(
        "/",
        exchange -> {
          last =
              Json.parse(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          received.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    answers.start();
  }

  /** A request like the sample in events/, as one that nobody has sent before. */
  JsonNode request(String sample) {
    try {
      return send(
          ((ObjectNode) Json.parse(Files.readString(Checkout.file("events/" + sample + ".json"))))
              .put(
                  "StackId",
                  "arn:aws:cloudformation:%s:%s:stack/lab/%s"
                      .formatted(Template.REGION, Template.ACCOUNT, UUID.randomUUID())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request to delete what guards this stack, while the stack has this status. */
  JsonNode deletionOfTheGuard(Template template, String status) {
    return send(
        Json.MAPPER
            .createObjectNode()
            .put("RequestType", "Delete")
            .put("LogicalResourceId", "DeletionGuard")
            .put("PhysicalResourceId", "ica-deletion-guard")
            .put("StackId", template.stackId())
            .put("StackStatus", status));
  }

  private JsonNode send(ObjectNode request) {
    request.put("RequestId", UUID.randomUUID().toString());
    DescribedStacks.doing(request);
    return request.put(
        "ResponseURL", "http://127.0.0.1:" + answers.getAddress().getPort() + "/answer");
  }

  /** The answer that came last. */
  JsonNode answer() {
    return last;
  }

  /** How many answers have come. */
  int received() {
    return received.get();
  }

  @Override
  public void close() {
    answers.stop(0);
  }
}
