package icaconnect.step;

import icaconnect.failure.InvalidRequest;
import icaconnect.fuzz.Fuzzing;
import icaconnect.fuzz.Hostile;
import icaconnect.lambda.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;

class HostileEventProperties {
  private static final List<String> FIELDS =
      List.of(
          "goal",
          "request",
          "facts",
          "lease",
          "journal",
          "bucket",
          "owner",
          "fence",
          "exists",
          "region",
          "versioning",
          "cors");

  @Example
  void are_refused_in_words_or_decoded() {
    Fuzzing.every(
        HostileEventProperties::bytes,
        HostileEventProperties::handle,
        Set.of(InvalidRequest.class));
  }

  /**
   * Whole events, ones that end too soon, ones with something put between, and ones deeper than any
   * reader goes.
   */
  private static byte[] bytes(Random random) {
    String event = Json.write(Hostile.object(FIELDS, random));
    int at = random.nextInt(event.length() + 1);
    String text =
        switch (random.nextInt(20)) {
          case 0 -> "{\"request\":" + "[".repeat(random.nextInt(100_000));
          case 1, 2, 3 -> event.substring(0, at);
          case 4, 5, 6 -> event.substring(0, at) + Hostile.text(random) + event.substring(at);
          default -> event;
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void handle(byte[] event) {
    var handler =
        new StepHandler(Invocation.STACK) {
          @Override
          protected Object handle(Step step) {
            return Map.of("bucket", step.bucket());
          }
        };
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), new ByteArrayOutputStream(), Invocation.context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
