package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What people read, as somebody has looked at it. Run with -Dgolden.write=true to write it anew.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/text");

  private Golden() {}

  static void assertIs(String name, String text) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
