package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is asked before they have read what will be done, however quiet the command is. */
class AskingTextTest {
  @TempDir private Path folder;

  private static PlayedStack stack() {
    return ConnectionsTextTest.stack()
        .plays("Connect", Scene.answers("plan.json"))
        .plays("Connect", Scene.answers("connected.json"))
        .plays("Disconnect", Scene.answers("disconnect-plan.json"))
        .plays("Disconnect", Scene.answers("disconnected.json"))
        .plays("Rotate", Scene.answers("rotated.json"))
        .plays("Audit", Scene.answers("audited.json"));
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of("connect", List.of("connect", "lab-genomics"), "+ CORS rule"),
        Arguments.of("disconnect", List.of("disconnect", "lab-genomics"), "- CORS rule"),
        Arguments.of("rotate", List.of("rotate", "lab-genomics"), "access key AKIAONE"),
        Arguments.of("audit-repair", List.of("audit", "--repair"), "IAM policy ica-bucket-lab"),
        Arguments.of("disconnect-all", List.of("disconnect-all"), "- lab-genomics"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void what_will_be_done_is_read_before_the_question(
      String name, List<String> command, String shown) throws IOException {
    for (var options : List.of(List.<String>of(), List.of("-q"))) {
      var stack = stack();
      Run run =
          Run.answering(
              List.of("n"),
              stack,
              Stream.concat(command.stream(), options.stream()).toArray(String[]::new));

      String said = plain(run.out());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(said.indexOf(shown)).as(said).isBetween(0, said.indexOf("[y/N]"));
      assertThat(said).endsWith("[y/N] n\nNothing was done.\n");
      assertThat(stack.asked()).allMatch(each -> each.contains("\"mode\":\"plan\""));
      if (options.isEmpty()) {
        Golden.assertIs("asks-" + name + ".txt", said);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void who_ends_the_input_has_not_said_yes(String name, List<String> command, String shown) {
    Run run = Run.answering(List.of(), stack(), command.toArray(String[]::new));

    assertThat(plain(run.out())).endsWith("[y/N] ^D\nNothing was done.\n");
  }

  @Test
  void a_yes_repairs() {
    var stack = stack();
    Run.answering(List.of("y"), stack, "audit", "--repair", "lab-proteomics");

    assertThat(stack.asked())
        .containsExactly("Audit {\"buckets\":[\"lab-proteomics\"],\"autoRepair\":true}");
  }

  @Test
  void a_repair_is_not_begun_where_nobody_can_be_asked() {
    Run run = Run.with(stack(), "audit", "--repair");

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("--yes");
  }

  @Test
  void what_is_not_connected_is_not_rotated() {
    Run run = Run.answering(List.of("y"), stack(), "rotate", "lab-nowhere");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("ica-connect: lab-nowhere is not connected.\n");
  }

  @Test
  void where_nothing_is_connected_nothing_is_asked() {
    Run run = Run.answering(List.of(), new PlayedStack(), "disconnect-all");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("Nothing is connected.\n");
  }

  @Test
  void the_buckets_of_a_file_are_named_before_the_question() throws IOException {
    Path file = folder.resolve("lab.csv");
    Files.writeString(file, "bucket,prefix\nlab-one,runs/\nlab-two,\n");
    Run run = Run.answering(List.of("n"), stack(), "connect-many", file.toString(), "-q");

    assertThat(plain(run.out()))
        .isEqualTo(
            """
            Connecting would ask for 2 buckets, 10 at a time:
              + lab-one {"prefix":"runs/"}
              + lab-two
            Connect the buckets of %s? [y/N] n
            Nothing was done.
            """
                .formatted(file));
  }

  @Test
  void not_all_of_very_many_are_named() throws IOException {
    var names = IntStream.range(0, 40).mapToObj(i -> "\"lab-%d\"".formatted(i)).toList();
    Path file = Files.writeString(folder.resolve("lab.json"), names.toString());
    Run run = Run.answering(List.of("n"), stack(), "connect-many", file.toString());

    assertThat(plain(run.out())).contains("+ lab-29\n  and 10 more\n").doesNotContain("lab-30");
  }

  @Test
  void a_file_is_refused_with_everything_that_is_wrong_before_anything_is_sent()
      throws IOException {
    Path file = folder.resolve("lab.csv");
    Files.writeString(file, "bucket,prefix\nlab-one,a/,b/\nlab-two,\nlab-one,\n");
    Run run = Run.with(stack(), "connect-many", file.toString(), "--concurrency", "99", "--yes");

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("line 2", "concurrency");
  }

  static String plain(String terminal) {
    return terminal.replaceAll("\u001b\\[\\d*m", "");
  }
}
