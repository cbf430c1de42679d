package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout that the tests run in, for the fixtures of the other modules. */
final class Checkout {
  private static final Path ROOT = find(Path.of("").toAbsolutePath());

  private Checkout() {}

  static Path file(String relative) {
    return ROOT.resolve(relative);
  }

  static List<Path> in(String folder) {
    try (var files = Files.list(file(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    return Json.parse(text(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path find(Path folder) {
    return Files.exists(folder.resolve("template.yaml")) ? folder : find(folder.getParent());
  }
}
