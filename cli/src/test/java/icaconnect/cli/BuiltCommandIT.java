package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that was built, as a process, with and without a terminal. */
class BuiltCommandIT {
  private static final Path BUILT = Checkout.file("cli/target/ica-connect");

  @TempDir private Path folder;

  @Test
  void shows_its_help_and_its_version() throws Exception {
    assertThat(run("--help").out()).contains("Commands:", "check", "Exit codes:");
    assertThat(run("--version").out()).startsWith("ica-connect " + Version.number() + " ");
  }

  /** A cache of another Java, of another file, or none at all. */
  @Test
  void a_cache_that_does_not_fit_is_passed_over_without_a_word() throws Exception {
    Path copy = Files.copy(BUILT, folder.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    Path cache = Files.writeString(folder.resolve("copy.aot"), "no cache");
    assertSilent(copy);
    if (Files.exists(Path.of(BUILT + ".aot"))) {
      Files.copy(Path.of(BUILT + ".aot"), cache, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(copy, FileTime.fromMillis(0));
      assertSilent(copy);
    }
  }

  private void assertSilent(Path copy) throws Exception {
    Run run = run(List.of(copy.toString(), "--version"), "");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("ica-connect ").hasLineCount(1);
    assertThat(run.err()).isEmpty();
  }

  /** Which is most of what a command takes to start. */
  @Test
  void helps_without_loading_the_AWS_SDK() throws Exception {
    Path classes = folder.resolve("classes");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    run(
        List.of(
            java,
            "-Xlog:class+load:file=" + classes,
            "-jar",
            BUILT.toString(),
            "connect",
            "--help"),
        "");

    assertThat(Files.readString(classes))
        .contains("icaconnect.cli.IcaConnect")
        .doesNotContain("software.amazon.awssdk");
  }

  /** A full disk: half an answer must not pass for one. */
  @Test
  void an_answer_that_cannot_be_written_is_an_error_and_a_reader_who_has_enough_is_none()
      throws Exception {
    String answer = BUILT + " check --help";

    Run full = run(List.of("bash", "-c", answer + " > /dev/full"), "");
    assertThat(full.code()).isEqualTo(1);
    assertThat(full.err()).contains("could not be written whole");
    Run enough = run(List.of("bash", "-c", answer + " | head -1; exit ${PIPESTATUS[0]}"), "");
    assertThat(enough.code()).isZero();
    assertThat(enough.err()).isEmpty();
  }

  @Test
  void completes_its_commands_and_options_in_bash() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, run("completion").out());
    var bash =
        List.of(
            "bash",
            "-c",
            """
            source "$0"
            COMP_WORDS=(ica-connect disc); COMP_CWORD=1; _complete_ica-connect; echo "${COMPREPLY[*]}"
            COMP_WORDS=(ica-connect check --vers); COMP_CWORD=2; _complete_ica-connect; echo "${COMPREPLY[*]}"
            """,
            script.toString());

    assertThat(run(bash, "").out()).contains("disconnect").contains("--versioning");
  }

  /** Whoever reads it in a shell's profile is told of each mistake at every login. */
  @ParameterizedTest
  @CsvSource({"bash, bash", "zsh, bash", "fish, fish"})
  void each_shell_reads_its_completion_without_a_word(String shell, String script)
      throws Exception {
    assumeThere(shell);
    Path file = Files.writeString(folder.resolve("completion"), run("completion", script).out());

    Run read = run(List.of(shell, "-n", file.toString()), "");
    assertThat(read.out() + read.err()).isEmpty();
    assertThat(read.code()).isZero();
    String sourced =
        shell.equals("zsh") ? "autoload -Uz compinit && compinit -u -D; source " : "source ";
    Run loaded = run(List.of(shell, "-c", sourced + file), "");
    assertThat(loaded.out() + loaded.err()).isEmpty();
    assertThat(loaded.code()).isZero();
  }

  @Test
  void fish_is_offered_commands_and_options() throws Exception {
    assumeThere("fish");
    Path file = Files.writeString(folder.resolve("completion"), run("completion", "fish").out());

    assertThat(run(fish(file, "ica-connect disc"), "").out())
        .contains("disconnect\t", "disconnect-all\t");
    assertThat(run(fish(file, "ica-connect check --vers"), "").out()).contains("--versioning\t");
  }

  private static List<String> fish(Path script, String typed) {
    return List.of("fish", "-c", "source " + script + "; complete -C '" + typed + "'");
  }

  @Test
  void the_manual_page_is_one_that_roff_reads_without_a_warning() throws Exception {
    assumeThere("groff");
    Path page = Files.writeString(folder.resolve("ica-connect.1"), run("man").out());

    Run read = run(List.of("groff", "-man", "-ww", "-Tutf8", "-P-cbou", page.toString()), "");
    assertThat(read.err()).isEmpty();
    assertThat(read.code()).isZero();
    // Lines are justified.
    assertThat(read.out().replaceAll("\\s+", " "))
        .contains("ica-connect - Connects", "EXIT STATUS", "--detailed-exitcode");
  }

  @Test
  void man_shows_the_manual_page() throws Exception {
    assumeThere("man");
    Path page = Files.writeString(folder.resolve("ica-connect.1"), run("man").out());

    Run read = run(List.of("man", "-P", "cat", "-l", page.toString()), "");
    Assumptions.assumeFalse(read.out().contains("has been minimized"), "man is only a stub here");
    assertThat(read.err()).isEmpty();
    assertThat(read.code()).isZero();
    assertThat(read.out()).contains("ica-connect", "EXIT STATUS");
  }

  /** Said aloud: a test that is passed over looks like one that passes. */
  private static void assumeThere(String program) throws IOException, InterruptedException {
    boolean there = new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    if (!there) {
      System.err.println("SKIPPED: there is no " + program + " on this machine to read with.");
    }
    Assumptions.assumeTrue(there, () -> "no " + program + " on this machine");
  }

  @Test
  void answers_from_files_alone_wherever_it_is_called_from() throws Exception {
    Run run = check("--output", "json");

    assertThat(run.code()).as(run.err()).isZero();
    var checked = run.json();
    assertThat(checked.path("status").asText()).isEqualTo("CHANGES");
    assertThat(checked.path("verdicts").findValuesAsText("principal")).contains("user", "session");
    assertThat(checked.path("documents").findValuesAsText("name"))
        .contains("cors", "bucketPolicy", "iam");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void says_errors_on_the_error_output_only() throws Exception {
    Run run = run("check", "--nonsense");

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Unknown option: '--nonsense'");
  }

  @Test
  void has_colours_on_a_terminal_unless_NO_COLOR_is_set() throws Exception {
    assertThat(check().out()).doesNotContain("\u001b[");
    assertThat(onTerminal("").out()).contains("\u001b[32m");
    assertThat(onTerminal("1").out()).contains("CORS rule").doesNotContain("\u001b[");
  }

  /** Nothing was started, so nothing goes on. */
  @Test
  void says_that_nothing_was_done_where_a_question_is_broken_off() throws Exception {
    Path file = Files.writeString(folder.resolve("lab.csv"), "bucket\nlab-one\n");
    Run run =
        run(
            List.of(
                "python3",
                "-c",
                """
                import os, pty, sys
                pid, terminal = pty.fork()
                if pid == 0:
                    os.execv(sys.argv[1], sys.argv[1:])
                said = b""
                asked = False
                try:
                    while part := os.read(terminal, 4096):
                        said += part
                        if b"[y/N]" in said and not asked:
                            asked = True
                            os.write(terminal, b"\\x03")
                except OSError:
                    pass  # the end of a terminal
                sys.stdout.buffer.write(said)
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                """,
                BUILT.toString(),
                "connect-many",
                file.toString(),
                "--region",
                "us-east-1"),
            "1");

    assertThat(run.out())
        .containsSubsequence("+ lab-one", "[y/N]", "Nothing was done.")
        .doesNotContain("goes on");
    assertThat(run.code()).as(run.out()).isEqualTo(130);
  }

  /** Python's pty, since Java can open no pseudo-terminal. */
  private Run onTerminal(String noColor) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                "python3",
                "-c",
                "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"));
    command.addAll(checking());
    return run(command, noColor);
  }

  private Run check(String... more) throws Exception {
    var command = new ArrayList<>(checking());
    command.addAll(List.of(more));
    return run(command, "");
  }

  private List<String> checking() throws IOException {
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*",
          "Action": "s3:*", "Resource": "arn:aws:s3:::lab-genomics/*",
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
        """);
    return List.of(
        BUILT.toString(),
        "check",
        "--policy",
        policy.toString(),
        "--encryption",
        "AES256",
        "--versioning",
        "Enabled",
        "--account",
        "111122223333",
        "--region",
        "us-east-1",
        "--bucket",
        "lab-genomics");
  }

  private Run run(String... args) throws Exception {
    var command = new ArrayList<>(List.of(BUILT.toString()));
    command.addAll(List.of(args));
    return run(command, "");
  }

  private Run run(List<String> command, String noColor) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("NO_COLOR", noColor);
    builder.environment().put("TERM", "xterm");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    var process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end");
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
