package icaconnect.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.nio.file.Path;

/** Reads a JSON file that the command line names; {@code -} is the standard input. */
public final class JsonFile {
  private JsonFile() {}

  /** A document that somebody writes. */
  public static JsonNode read(Path file) {
    return read(file, InputFile.LIMIT);
  }

  /**
   * @param limit in bytes
   * @throws UsageError where it cannot be read, is larger, or is not JSON
   */
  public static JsonNode read(Path file, int limit) {
    String text = InputFile.text(file, limit);
    try {
      // Editors on Windows put a byte order mark first, which is no part of the JSON.
      return Json.parse(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (IllegalArgumentException e) {
      throw new UsageError(file + ": " + e.getMessage() + ".");
    } catch (OutOfMemoryError e) {
      // A list of a million empty objects takes many times its text, and is let go of here.
      throw new UsageError(file + ": more than fits into the memory that this Java may use.");
    }
  }
}
