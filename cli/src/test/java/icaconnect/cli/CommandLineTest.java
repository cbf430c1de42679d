package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.connection.ConnectionRequest;
import icaconnect.evidence.Harmless;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String ACCOUNT = "111122223333";

  /** A Deny that guards a network: ICA is kept out, and a connect does not exempt it unasked. */
  private static final String NOBODY_READS =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "%s", "Effect": "Deny", "Principal": "*",
        "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lab-genomics/*"}]}\
      """;

  @TempDir private Path folder;

  @Test
  void shows_the_commands_and_exit_codes_in_its_help() {
    Run run = Run.of("--help");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("check", "--endpoint-url", "--profile").isNotBlank();
    for (ExitCode code : ExitCode.values()) {
      assertThat(run.out().replaceAll("\\s+", " ")).contains(code.number() + " " + code.words());
    }
    assertThat(run.err()).isEmpty();
  }

  @Test
  void says_the_same_where_no_command_is_named_and_so_none_is_made() {
    var root = IcaConnect.commandLine(new Globals(Run.nobody()));

    assertThat(Run.of("--help").out()).isEqualTo(root.getUsageMessage());
    assertThat(Run.of().err()).contains("a command is missing");
  }

  @Test
  void takes_a_command_from_a_file_of_arguments() throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "list --help");

    assertThat(Run.of("@" + file).out()).isEqualTo(Run.of("list", "--help").out());
  }

  /** Where a line begins with a command, only that one is made. */
  @Test
  void a_command_is_the_same_whether_or_not_the_others_are_there() {
    var root = IcaConnect.commandLine(new Globals(Run.nobody()));

    assertThat(root.getSubcommands()).hasSize(16);
    root.getSubcommands()
        .forEach((name, command) -> {
          String usage = command.getUsageMessage();
          assertThat(Run.of(name, "--help").out()).isEqualTo(usage);
          assertThat(Run.of("--region", "us-east-1", name, "--help").out()).isEqualTo(usage);
        });
    assertThat(Run.of("chekc").err()).contains("ica-connect check");
  }

  @Test
  void a_commands_name_that_is_not_the_command_hides_no_other() {
    String help = Run.of("--help").out();

    IcaConnect.commandLine(new Globals(Run.nobody()))
        .getSubcommands()
        .keySet()
        .forEach(name -> {
          assertThat(Run.of("--help", name).out()).isEqualTo(help);
          assertThat(Run.of("--profile", name, "--help").out()).isEqualTo(help);
          assertThat(Run.of("--stack", name, "-h").out()).isEqualTo(help);
          assertThat(Run.of("--profile", name, "chekc").err()).contains("ica-connect check");
        });
  }

  @Test
  void says_in_the_README_what_the_exit_codes_are() {
    String readme = Checkout.text(Checkout.file("README.md"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(readme).contains("| " + code.number() + " | " + code.words() + " |");
    }
  }

  @Test
  void completes_every_command_and_option_in_fish() {
    String script = Run.of("completion", "fish").out();
    var root = IcaConnect.commandLine(new Globals(Run.nobody()));

    assertThat(script.lines()).allMatch(line -> line.startsWith("complete -c ica-connect "));
    root.getSubcommands()
        .forEach((name, command) -> {
          assertThat(script).contains("__fish_use_subcommand -a " + name + " ");
          command.getCommandSpec().options().stream()
              .filter(option -> !option.hidden())
              .forEach(option ->
                  assertThat(script)
                      .containsPattern(
                          "'__fish_seen_subcommand_from "
                              + name
                              + "'.* -l "
                              + option.longestName().substring(2)
                              + " "));
        });
  }

  @Test
  void has_a_manual_page_with_every_command_option_and_exit_code() {
    String page = Run.of("man").out();
    var root = IcaConnect.commandLine(new Globals(Run.nobody()));

    root.getSubcommands()
        .forEach((name, command) -> {
          assertThat(page).contains(".SH " + name.toUpperCase(java.util.Locale.ROOT) + "\n");
          command.getCommandSpec().options().stream()
              .forEach(
                  option -> assertThat(page).contains(option.longestName().replace("-", "\\-")));
        });
    for (ExitCode code : ExitCode.values()) {
      assertThat(page).contains(".B " + code.number() + "\n");
    }
    assertThat(page.lines().filter(line -> line.startsWith(".")))
        .allMatch(line -> line.matches("\\.(TH|SH|TP|B|PP)( .*)?"));
  }

  @Test
  void names_the_version_that_was_built() {
    assertThat(Run.of("--version").out()).matches("(?s)ica-connect \\d+\\.\\d+\\.\\d+ \\(Java .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "chekc lab-genomics",
        "check",
        "check --nonsense lab-genomics",
        "check Lab --offline --account 111122223333",
        "check lab-genomics --offline",
        "check lab-genomics --account 12",
        "check lab-genomics --account 111122223333 --policy no-such-file.json",
        "check lab-genomics --account 111122223333 --versioning perhaps",
        "check lab-genomics --account 111122223333 --versioning Enabled --versioning Disabled",
        "check lab-genomics --account 111122223333 --encryption rot13",
        "check lab-genomics --account 111122223333 --encryption aws:kms:alias/lab",
        "check lab-genomics --account 111122223333 --encryption AES256 --bucket-key",
        "check lab-genomics --account 111122223333 --bucket-key",
        "check lab-genomics --account 111122223333 --output yaml",
        "check lab-genomics --account 111122223333 --user-id AIDA1",
        "check lab-genomics --account 111122223333 --permissions all",
        "check lab-genomics --account 111122223333 --expected-plan cors",
        "connect lab-genomics --plan plan.json --yes",
        "connect --plan no-such-file.json --yes",
        "connect --plan no-such-file.json",
        "disconnect-all",
        "report",
        "report --verify no-such-file.json",
        "report --verify evidence.json lab-genomics",
        "report --verify evidence.json --html page.html",
        "report --html one --json ./one",
        "list --endpoint-url nowhere",
        "list --endpoint-url http://",
        "list --endpoint-url ftp://127.0.0.1:1",
        "completion tcsh",
      })
  void ends_with_64_and_says_on_the_error_output_what_is_wrong(String line) {
    Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("ica-connect: ").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--versioning Enabled --versioning Disabled",
        "--bucket-key --bucket-key",
        "--offline --user-arn arn:aws:iam::111122223333:user/a --offline",
        "--account 111122223333",
        "--permissions extended --permissions documented",
      })
  void says_which_option_is_given_twice(String options) {
    String line = "check lab-genomics --account 111122223333 " + options;
    Run run = Run.of(line.split(" "));

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err())
        .contains("'" + options.substring(options.lastIndexOf("--")).split(" ")[0] + "'")
        .contains("should be specified only once");
  }

  @Test
  void verifies_evidence_without_asking_anybody() throws IOException {
    String golden =
        Checkout.text(
            Checkout.file("functions/connector/src/test/resources/evidence/one-connection.json"));
    Path file = folder.resolve("evidence.json");
    Files.writeString(file, golden);
    assertThat(Run.of("report", "--verify", file.toString()).code()).isZero();

    Files.writeString(file, golden.replace("\"PASS\"", "\"FAIL\""));
    Run run = Run.of("report", "--verify", file.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("changed since it was made");
  }

  @Test
  void ends_with_3_where_ICA_would_be_kept_out() throws IOException {
    Run run = check(NOBODY_READS.formatted("Nobody"));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("ERROR POLICY_BLOCKS_ICA", "DENIED by Statement \"Nobody\"")
        .endsWith("lab-genomics: Connecting would not make it work: see the errors.\n");
  }

  @Test
  void ends_with_3_where_a_step_would_refuse() {
    Run run = Run.of("check", "lab-genomics", "--account", ACCOUNT, "--region", "us-west-2", "-q");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("lab-genomics: Connecting would be refused.\n");
  }

  /** Which keys a stack may edit, its deployer says, and a check knows no stack. */
  @Test
  void does_not_refuse_what_only_the_stack_can_know() throws IOException {
    Run run = checkKeyAccess("statement");

    assertThat(run.out() + run.err())
        .contains("key policy statement IcaConnectKeyUse-")
        .doesNotContain("KMS_KEY_NOT_EDITABLE");
    assertThat(run.code()).isZero();
  }

  @Test
  void a_grant_needs_the_buckets_key_which_the_files_do_not_say() throws IOException {
    assertThat(checkKeyAccess("grant").out())
        .contains("KMS_GRANT_UNBOUND", "Bucket Key is switched off");

    Run run = checkKeyAccess("grant", "--bucket-key");
    assertThat(run.out() + run.err())
        .contains("key grant IcaConnectKeyUse-")
        .doesNotContain("KMS_GRANT_UNBOUND", "Bucket Key is switched off");
    assertThat(run.code()).isZero();
  }

  private Run checkKeyAccess(String access, String... more) throws IOException {
    Path policy = folder.resolve("key-policy.json");
    Files.writeString(
        policy,
        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::%s:role/team\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}]}"
            .formatted(ACCOUNT));
    var line =
        List.of(
            "check",
            "lab-genomics",
            "--account",
            ACCOUNT,
            "--region",
            "us-east-1",
            "--encryption",
            "aws:kms:arn:aws:kms:us-east-1:" + ACCOUNT + ":key/k",
            "--key-policy",
            policy.toString(),
            "--key-access",
            access);
    return Run.of(Stream.concat(line.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void ends_with_2_for_changes_where_that_is_asked_for() {
    String[] args = {"check", "lab-genomics", "--account", ACCOUNT, "--region", "us-east-1"};

    assertThat(Run.of(args).code()).isZero();
    assertThat(
            Run.of(
                    Stream.concat(Stream.of(args), Stream.of("--detailed-exitcode"))
                        .toArray(String[]::new))
                .code())
        .isEqualTo(2);
  }

  @Test
  void takes_files_as_the_AWS_CLI_prints_them() throws IOException {
    Path policy = folder.resolve("printed.json");
    Files.writeString(policy, Json.write(Map.of("Policy", NOBODY_READS.formatted("Nobody"))));
    Path cors = folder.resolve("cors.json");
    Files.writeString(
        cors,
        "{\"CORSRules\": [{\"ID\": \"x\", \"AllowedMethods\": [\"GET\"], \"AllowedOrigins\": [\"https://a.b\"]}]}");
    JsonNode checked =
        Run.of(
                "check",
                "lab-genomics",
                "--account",
                ACCOUNT,
                "--region",
                "us-east-1",
                "--policy",
                policy.toString(),
                "--cors",
                cors.toString(),
                "--output",
                "json")
            .json();

    assertThat(checked.at("/documents/0/before/0/ID").asText()).isEqualTo("x");
    assertThat(checked.at("/documents/1/before/Statement/0/Sid").asText()).isEqualTo("Nobody");
  }

  @Test
  void prints_one_JSON_object_a_line_with_its_type() throws IOException {
    Run run = check(NOBODY_READS.formatted("Nobody"), "--output", "ndjson");

    var types = run.out().lines().map(line -> Json.parse(line).path("type").asText()).toList();
    assertThat(types).contains("step", "document", "verdict", "finding", "assumed");
    assertThat(types).last().isEqualTo("result");
  }

  @Test
  void sends_no_control_characters_of_other_people_to_the_terminal() throws IOException {
    Run run = check(NOBODY_READS.formatted("\\u001b[2J\\u202eevil\\u009b31m"));

    assertThat(run.out()).contains("evil");
    assertThat(run.out().chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
  }

  /** The attack: a Sid that says, on a line of its own, what only we say. */
  @Test
  void nobody_else_writes_a_line_of_ours() throws IOException {
    String verdict = "lab-genomics: Nothing is in the way, and nothing would change.";
    Run run = check(NOBODY_READS.formatted("x\\n\\n" + verdict));

    assertThat(run.out()).contains(verdict);
    assertThat(run.out().lines()).doesNotContain(verdict);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "ndjson"})
  void json_sends_no_control_characters_either_and_says_the_same(String format) throws IOException {
    String sid = "\u009b31m\u202eevil\u007f\udb40\udc01";
    Run run = check(NOBODY_READS.formatted(sid), "--output", format);

    assertThat(run.out().chars().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202e || c == 0xdb40);
    assertThat(
            (format.equals("json") ? Stream.of(run.out()) : run.out().lines())
                .map(Json::parse)
                .anyMatch(each -> each.toString().contains(sid)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"CORSRules\": []}", "{\"Statment\": []}"})
  void what_has_no_statement_is_no_bucket_policy(String text) throws IOException {
    Run run = check(text);

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("Statement");
  }

  @Test
  void takes_a_file_of_an_editor_that_marks_the_byte_order() throws IOException {
    assertThat(check("\ufeff" + NOBODY_READS.formatted("Nobody")).code()).isEqualTo(3);
  }

  @Test
  void has_colours_on_a_terminal_only() {
    String[] args = {"check", "lab-genomics", "--account", ACCOUNT, "--region", "us-east-1"};

    assertThat(Run.of(args).out()).doesNotContain("\u001b");
    if (Globals.wantsColours(System.getenv())) {
      assertThat(Run.onTerminal(args).out()).contains("\u001b[32m");
    }
    assertThat(Globals.wantsColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Globals.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Globals.wantsColours(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Harmless.of("plain ümlaut")).isEqualTo("plain ümlaut");
  }

  @Test
  void has_an_option_for_every_field_of_a_request() {
    var options =
        IcaConnect.commandLine(new Globals(Run.nobody()))
            .getSubcommands()
            .get("check")
            .getCommandSpec()
            .optionsMap()
            .keySet();
    var plural = Map.of("allowedOrigins", "allowedOrigin", "exemptSids", "exemptSid");

    List<String> wanted =
        Arrays.stream(ConnectionRequest.class.getRecordComponents())
            .map(component -> component.getName())
            .filter(name -> !name.equals("mode"))
            .map(name -> plural.getOrDefault(name, name))
            .map(
                name -> "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
            .toList();
    assertThat(options).containsAll(wanted);
  }

  private Run check(String policy, String... more) throws IOException {
    Path file = folder.resolve("policy.json");
    Files.writeString(file, policy);
    return Run.of(
        Stream.concat(
                Stream.of(
                    "check",
                    "lab-genomics",
                    "--account",
                    ACCOUNT,
                    "--region",
                    "us-east-1",
                    "--policy",
                    file.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
