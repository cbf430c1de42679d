package icaconnect.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir private Path folder;

  @Test
  void is_written_with_what_a_new_file_may() throws IOException {
    Path file = folder.resolve("plan.json");
    OutputFile.write(file, "ü\n");

    assertThat(file).hasContent("ü\n");
    assertThat(permissions(file)).isEqualTo(permissions(Files.createFile(folder.resolve("new"))));
  }

  @Test
  void keeps_the_permissions_of_the_file_that_it_replaces() throws IOException {
    for (var mode : new String[] {"rw-------", "rw-rw-rw-", "rwxr-x---"}) {
      Path file = Files.writeString(folder.resolve("plan.json"), "old");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      OutputFile.write(file, "new");

      assertThat(file).hasContent("new");
      assertThat(permissions(file)).isEqualTo(mode);
    }
  }

  @Test
  void what_is_there_stays_whole_until_the_new_is() throws IOException {
    Path file = Files.writeString(folder.resolve("plan.json"), "old");
    try (var staged = OutputFile.staged(file, "new")) {
      assertThat(staged).isNotNull();
      assertThat(file).hasContent("old");
    }
    assertThat(file).hasContent("old");
    assertAlone(file);
  }

  @Test
  void leaves_nothing_where_it_fails() throws IOException {
    Path file = folder.resolve("plan.json");
    try (var staged = OutputFile.staged(file, "new")) {
      // Somebody puts a folder there meanwhile.
      Files.createDirectories(file.resolve("taken"));
      assertThatThrownBy(staged::keep)
          .isInstanceOf(UsageError.class)
          .hasMessageContaining("cannot be written");
    }
    assertAlone(file);

    Path nowhere = folder.resolve("no-such-folder").resolve("plan.json");
    assertThatThrownBy(() -> OutputFile.write(nowhere, "new")).isInstanceOf(UsageError.class);
    assertThatThrownBy(() -> OutputFile.write(folder, "new")).isInstanceOf(UsageError.class);
    assertAlone(file);
  }

  @Test
  void a_link_stays_one() throws IOException {
    Path file = folder.resolve("kept.json");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("kept.json"));
    for (var text : new String[] {"first", "second"}) {
      OutputFile.write(link, text);

      assertThat(link).isSymbolicLink();
      assertThat(file).isRegularFile().hasContent(text);
    }
  }

  @Test
  void what_is_no_file_is_written_to() {
    OutputFile.write(Path.of("/dev/null"), "new");

    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  private void assertAlone(Path file) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
