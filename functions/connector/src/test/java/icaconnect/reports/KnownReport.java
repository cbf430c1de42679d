package icaconnect.reports;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What somebody reported in public about this kind of work, as far as it can be played.
 *
 * @param play what was there
 * @param expect what this product must make of it
 */
public record KnownReport(String source, String happened, JsonNode play, JsonNode expect) {
  private static final Path ALL = Path.of("src/test/resources/reports/known-reports.json");

  /** Those of one kind, such as {@code bucketPolicy}. */
  public static Stream<KnownReport> of(String kind) {
    return StreamSupport.stream(all().spliterator(), false)
        .filter(each -> each.at("/play/kind").asText().equals(kind))
        .map(each ->
            new KnownReport(
                each.path("source").asText(),
                each.path("happened").asText(),
                each.path("play"),
                each.path("expect")));
  }

  private static JsonNode all() {
    try {
      return Json.parse(Files.readString(ALL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return happened + " " + source;
  }
}
