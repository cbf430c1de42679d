package icaconnect.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a JSON file that the command line names; {@code -} is the standard input. */
public final class JsonFile {
  private JsonFile() {}

  public static JsonNode read(Path file) {
    try {
      return Json.parse(text(file));
    } catch (NoSuchFileException e) {
      throw new UsageError(file + ": there is no such file.");
    } catch (CharacterCodingException e) {
      throw new UsageError(file + ": not UTF-8.");
    } catch (IOException e) {
      throw new UsageError(file + ": cannot be read (" + e.getMessage() + ").");
    } catch (IllegalArgumentException e) {
      throw new UsageError(file + ": " + e.getMessage() + ".");
    }
  }

  private static String text(Path file) throws IOException {
    String text =
        file.toString().equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(file);
    // Editors on Windows put a byte order mark first, which is no part of the JSON.
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
