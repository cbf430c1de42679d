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
import java.nio.file.Files;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** NOT CloudFormation: sends what it would send to a custom resource, and takes every answer. */
final class CloudFormation implements AutoCloseable {
  private final HttpServer answers;
  private final AtomicInteger received = new AtomicInteger();

  CloudFormation() {
    try {
      answers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answers.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    answers.start();
  }

  /** A request like the sample in events/, as one that nobody has sent before. */
  JsonNode request(String sample) {
    try {
      var request =
          (ObjectNode) Json.parse(Files.readString(Checkout.file("events/" + sample + ".json")));
      request
          .put("RequestId", UUID.randomUUID().toString())
          .put(
              "StackId",
              "arn:aws:cloudformation:%s:%s:stack/lab/%s"
                  .formatted(Template.REGION, Template.ACCOUNT, UUID.randomUUID()));
      DescribedStacks.doing(request);
      return request.put(
          "ResponseURL", "http://127.0.0.1:" + answers.getAddress().getPort() + "/answer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
