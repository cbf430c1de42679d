package icaconnect.cli;

import icaconnect.cli.doctor.DeployedStack;
import icaconnect.evidence.Known;
import icaconnect.inspect.Foreseen;
import icaconnect.registry.ConnectionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A stack with something of every kind to say of it. */
record PlayedHealth(List<ConnectionRecord> records) implements DeployedStack {
  @Override
  public String status() {
    return "UPDATE_COMPLETE";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("BucketNamePattern", "lab-*", "AlarmTopicArn", "", "RotationDays", "90");
  }

  @Override
  public Set<String> outputs() {
    return Set.of(
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
        "DashboardUrl");
  }

  @Override
  public Optional<String> version() {
    return Optional.of(Version.number());
  }

  @Override
  public Known<Map<String, String>> firing() {
    return new Known.Is<>(Map.of("ica-connect-AuditFindings", "Threshold crossed: 1 > 0."));
  }

  @Override
  public Known<Map<String, Integer>> deadLetters() {
    return new Known.Is<>(
        Map.of("https://sqs.us-east-1.amazonaws.com/111122223333/ica-connect-dead-letters", 2));
  }

  @Override
  public Known<List<ConnectionRecord>> connections() {
    return new Known.Is<>(records);
  }

  @Override
  public Known<List<Instant>> keys(String userName) {
    return new Known.Is<>(
        List.of(Run.NOW.minus(Duration.ofDays(userName.equals("ica-lab-proteomics") ? 120 : 12))));
  }

  @Override
  public Known<Map<String, Share>> quotas() {
    return new Known.Is<>(
        new TreeMap<>(
            Map.of("IAM users", new Share(4500, 5000), "IAM policies", new Share(3, 1500))));
  }

  @Override
  public Known<Foreseen> foreseen() {
    return new Known.Not<>("AWS refuses: not authorized to perform iam:SimulatePrincipalPolicy");
  }
}
