package icaconnect.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file that the command line names; {@code -} is the standard input. */
public final class InputFile {
  /**
   * In bytes: many times what any of them has. S3 takes a bucket policy of 20 KB and CORS rules of
   * 64 KB; ten thousand requests of a run are 2 MB.
   */
  public static final int LIMIT = 4_000_000;

  private InputFile() {}

  /**
   * @param limit in bytes
   * @throws UsageError where it cannot be read, is larger, or is not UTF-8
   */
  public static String text(Path file, int limit) {
    try {
      if (file.toString().equals("-")) {
        return text(file, System.in, limit);
      }
      try (var in = Files.newInputStream(file)) {
        return text(file, in, limit);
      }
    } catch (NoSuchFileException e) {
      throw new UsageError(file + ": there is no such file.");
    } catch (CharacterCodingException e) {
      throw new UsageError(file + ": not UTF-8.");
    } catch (IOException e) {
      throw new UsageError(file + ": cannot be read (" + e.getMessage() + ").");
    }
  }

  private static String text(Path file, InputStream in, int limit) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new UsageError(
          file + ": larger than " + limit / 1_000_000 + " MB, which is more than is read.");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
