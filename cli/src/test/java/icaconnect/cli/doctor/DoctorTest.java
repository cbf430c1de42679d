package icaconnect.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.cli.doctor.Line.Verdict;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.evidence.Known;
import icaconnect.inspect.Foreseen;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Healthy stack = new Healthy();

  @Test
  void a_healthy_stack_has_nothing_to_do() {
    assertThat(look()).allMatch(line -> line.verdict() == Verdict.GOOD && line.next().isEmpty());
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.DONE);
  }

  @Test
  void every_other_line_says_what_to_do_next() {
    stack.status = "UPDATE_ROLLBACK_FAILED";
    stack.outputs.remove("AuditStateMachineArn");
    stack.parameters.put("BucketNamePattern", "*");
    stack.parameters.remove("AlarmTopicArn");
    stack.firing = new Known.Is<>(Map.of("ica-connect-Failed", "3 datapoints"));
    stack.letters = new Known.Is<>(Map.of("https://sqs/1/events", 0, "https://sqs/1/schedules", 2));
    stack.state = ConnectionState.DRIFTED;
    stack.key = NOW.minusSeconds(200 * 86_400L);
    stack.quotas = new Known.Is<>(Map.of("IAM users", new DeployedStack.Share(4999, 5000)));
    stack.foreseen =
        new Known.Is<>(
            new Foreseen("arn:role", Set.of("iam:CreateAccessKey"), Set.of("iam:TagUser"), true));

    assertThat(look())
        .filteredOn(line -> line.verdict() != Verdict.GOOD)
        .hasSize(10)
        .noneMatch(line -> line.next().isBlank());
    assertThat(look())
        .anyMatch(line -> line.found().contains("200 days old") && line.next().contains("rotate"))
        .anyMatch(line ->
            line.verdict() == Verdict.NOTE
                && line.found().contains("may not iam:CreateAccessKey, iam:TagUser"));
    assertThat(look())
        .filteredOn(line -> line.what().startsWith("dead letters"))
        .singleElement()
        .matches(line -> line.what().endsWith(" schedules"))
        .matches(line -> line.next().contains("--queue-url https://sqs/1/schedules"));
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void a_young_key_and_a_stack_that_rotates_none_are_not_overdue() {
    stack.key = NOW.minusSeconds(94 * 86_400L);
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.DONE);

    stack.key = NOW.minusSeconds(999 * 86_400L);
    stack.parameters.put("RotationDays", "0");
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.DONE);
  }

  @Test
  void what_may_not_be_looked_at_is_said_and_is_not_called_good() {
    stack.firing = new Known.Not<>("AccessDenied");
    stack.letters = new Known.Not<>("AccessDenied");
    stack.quotas = new Known.Not<>("AccessDenied");
    stack.foreseen = new Known.Not<>("AccessDenied");

    assertThat(look())
        .filteredOn(line -> line.verdict() == Verdict.UNKNOWN)
        .hasSize(4)
        .allMatch(line -> line.next().contains("allowed to you"));
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.NOT_ASKED);
  }

  @Test
  void another_version_is_said_and_keeps_nothing_from_working() {
    stack.version = Optional.of("0.2.0");
    assertThat(look())
        .filteredOn(line -> line.verdict() == Verdict.NOTE)
        .extracting(Line::found)
        .containsExactly("0.2.0, and this command line is 0.1.0");

    stack.version = Optional.empty();
    assertThat(look()).anyMatch(line -> line.found().startsWith("not known, and this"));
    assertThat(Doctor.ending(look())).isEqualTo(ExitCode.DONE);
  }

  private List<Line> look() {
    return Doctor.look(stack, "0.1.0", NOW);
  }

  private static final class Healthy implements DeployedStack {
    private String status = "UPDATE_COMPLETE";
    private Optional<String> version = Optional.of("0.1.0");
    private final Set<String> outputs =
        new TreeSet<>(
            List.of(
                "ConnectStateMachineArn",
                "DisconnectStateMachineArn",
                "DisconnectAllStateMachineArn",
                "ConnectManyStateMachineArn",
                "AuditStateMachineArn",
                "RotateStateMachineArn",
                "RegistryTableName",
                "RunsBucketName",
                "TrailBucketName",
                "EventDeadLetterQueueUrl",
                "DashboardUrl"));
    private final Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "BucketNamePattern",
                "lab-*",
                "AlarmTopicArn",
                "arn:aws:sns:us-east-1:111122223333:alarms",
                "RotationDays",
                "90"));
    private Known<Map<String, String>> firing = new Known.Is<>(Map.of());
    private Known<Map<String, Integer>> letters = new Known.Is<>(Map.of("https://sqs/1/events", 0));
    private ConnectionState state = ConnectionState.CONNECTED;
    private Instant key = NOW;
    private Known<Map<String, Share>> quotas =
        new Known.Is<>(Map.of("IAM users", new Share(3, 5000)));
    private Known<Foreseen> foreseen =
        new Known.Is<>(new Foreseen("arn:role", Set.of(), Set.of(), true));

    @Override
    public String status() {
      return status;
    }

    @Override
    public Map<String, String> parameters() {
      return parameters;
    }

    @Override
    public Set<String> outputs() {
      return outputs;
    }

    @Override
    public Optional<String> version() {
      return version;
    }

    @Override
    public Known<Map<String, String>> firing() {
      return firing;
    }

    @Override
    public Known<Map<String, Integer>> deadLetters() {
      return letters;
    }

    @Override
    public Known<List<ConnectionRecord>> connections() {
      return new Known.Is<>(
          List.of(
              new ConnectionRecord(
                  "lab-genomics",
                  state,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(Json.parse("{\"userName\": \"ica-lab-genomics\"}")),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())));
    }

    @Override
    public Known<List<Instant>> keys(String userName) {
      return new Known.Is<>(List.of(key));
    }

    @Override
    public Known<Map<String, Share>> quotas() {
      return quotas;
    }

    @Override
    public Known<Foreseen> foreseen() {
      return foreseen;
    }
  }
}
