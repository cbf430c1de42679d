package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a command line names, to read and to write. */
class FilesTest {
  private static final String CHECK =
      "check lab-genomics --account 111122223333 --region us-east-1 ";

  @TempDir private Path folder;
  private Path huge;

  @BeforeEach
  void hole() throws IOException {
    huge = folder.resolve("huge.json");
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(60_000_000_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CHECK + "--policy ",
        CHECK + "--cors ",
        CHECK + "--encryption aws:kms:arn:aws:kms:us-east-1:111122223333:key/k --key-policy ",
        "plan --request ",
        "connect --yes --plan ",
        "connect-many --yes ",
        "report --verify ",
      })
  void one_that_is_much_too_large_is_refused_in_one_line(String command) {
    Run run = Run.with(new PlayedStack(), (command + huge).split(" "));

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .matches("ica-connect: .*huge.json: larger than \\d+ MB, which is more than is read.\n");
  }

  @Test
  void one_that_never_ends_is_refused_too() {
    Run run = Run.of((CHECK + "--policy /dev/zero").split(" "));

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("larger than 4 MB");
  }

  /** A page that cannot be written takes back its evidence. */
  @Test
  void a_report_is_written_whole_or_not_at_all() throws IOException {
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("no-such-folder").resolve("report.html");
    Run run =
        Run.with(
            ConnectionsTextTest.stack(),
            "report",
            "--json",
            json.toString(),
            "--html",
            html.toString());

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("report.html: cannot be written");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(huge);
    }
  }

  @Test
  void a_plan_that_cannot_be_kept_is_an_error_and_leaves_nothing() throws IOException {
    var stack = new PlayedStack().plays("Connect", Scene.answers("plan.json"));
    Run run = Run.with(stack, "plan", "lab-genomics", "--out", folder.toString());

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("cannot be written");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(huge);
    }
  }
}
