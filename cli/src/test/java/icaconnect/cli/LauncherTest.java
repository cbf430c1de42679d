package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script at the head of the executable, with a Java that says what it is started with. The
 * cache beside it becomes code, which Java does not check: https://openjdk.org/jeps/483
 */
class LauncherTest {
  private static final String TAKEN = "-XX:AOTCache=";

  @TempDir private Path folder;
  private Path programs;
  private Path program;
  private Path cache;

  @BeforeEach
  void install() throws IOException {
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"25.0.1\"\n");
    programs = Files.createDirectory(folder.resolve("programs"));
    program =
        Files.copy(
            Checkout.file("cli/src/main/launcher/ica-connect.sh"), programs.resolve("ica-connect"));
    cache = Files.writeString(programs.resolve("ica-connect.aot"), "");
    mode(java, "rwxr-xr-x");
    mode(program, "rwxr-xr-x");
    mode(programs, "rwxr-xr-x");
    mode(cache, "rw-r--r--");
  }

  @Test
  void a_cache_of_ones_own_is_taken() throws Exception {
    assertThat(run(program.toString())).contains(TAKEN + cache);
    assertThat(run("./ica-connect")).contains(TAKEN);
    assertThat(run("sh", "ica-connect")).contains(TAKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "rwxr-xr-x, rw-rw-r--",
    "rwxr-xr-x, rw-r--rw-",
    "rwxrwxr-x, rw-r--r--",
    "rwxr-xrwx, rw-r--r--",
  })
  void one_that_others_can_write_or_replace_is_passed_over_without_a_word(String there, String it)
      throws Exception {
    mode(programs, there);
    mode(cache, it);

    assertThat(run(program.toString())).contains("-jar").doesNotContain(TAKEN);
  }

  @Test
  void one_that_lies_elsewhere_is_passed_over() throws Exception {
    Path elsewhere = Files.move(cache, folder.resolve("elsewhere"));
    Files.createSymbolicLink(cache, elsewhere);

    assertThat(run(program.toString())).contains("-jar").doesNotContain(TAKEN);
  }

  @Test
  void one_of_somebody_else_is_passed_over() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
    var nobody =
        cache.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(cache, nobody);

    assertThat(run(program.toString())).contains("-jar").doesNotContain(TAKEN);
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command).directory(programs.toFile());
    builder
        .redirectErrorStream(true)
        .environment()
        .put("JAVA_HOME", folder.resolve("java").toString());
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
