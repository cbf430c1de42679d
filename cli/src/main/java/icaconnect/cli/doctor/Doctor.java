package icaconnect.cli.doctor;

import icaconnect.cli.doctor.Line.Verdict;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.evidence.Known;
import icaconnect.inspect.Foreseen;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a stack and says, line by line, how it is and what to do next. */
public final class Doctor {
  /** What this version's commands and pages use. */
  private static final Set<String> OUTPUTS =
      Set.of(
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

  /** A rotation takes its overlap, its quiet period and a person's time. */
  private static final Duration GRACE = Duration.ofDays(5);

  private static final double NEAR = 0.8;

  private Doctor() {}

  /**
   * All of it, the stack first.
   *
   * @param own the version of this command line
   */
  public static List<Line> look(DeployedStack stack, String own, Instant now) {
    var lines = new ArrayList<Line>();
    lines.add(stack(stack.status()));
    lines.add(version(stack, own));
    lines.addAll(parameters(stack.parameters()));
    lines.addAll(alarms(stack.firing()));
    lines.addAll(deadLetters(stack.deadLetters()));
    lines.addAll(connections(stack, now));
    lines.addAll(quotas(stack.quotas()));
    lines.add(organisation(stack.foreseen()));
    return List.copyOf(lines);
  }

  /** Something bad first, then something that could not be looked at. */
  public static ExitCode ending(List<Line> lines) {
    var verdicts = lines.stream().map(Line::verdict).toList();
    return verdicts.contains(Verdict.BAD)
        ? ExitCode.REFUSED
        : verdicts.contains(Verdict.UNKNOWN) ? ExitCode.NOT_ASKED : ExitCode.DONE;
  }

  private static Line stack(String status) {
    return switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> Line.good("stack", status);
      case "UPDATE_ROLLBACK_COMPLETE" ->
          Line.note(
              "stack",
              status + ": the last update was taken back",
              "Look at the stack's events for why, and update again.");
      default ->
          Line.bad(
              "stack",
              status,
              status.endsWith("_IN_PROGRESS")
                  ? "Wait for CloudFormation, then look again."
                  : "Look at the stack's events, mend what they name, and deploy again.");
    };
  }

  private static Line version(DeployedStack stack, String own) {
    var missing = new TreeSet<>(OUTPUTS);
    missing.removeAll(stack.outputs());
    if (!missing.isEmpty()) {
      return Line.bad(
          "version",
          "has no output " + String.join(", ", missing),
          "The stack is older than this command line, or another one: update it, or look at --stack.");
    }
    String found = stack.version().orElse("not known");
    return found.equals(own)
        ? Line.good("version", found)
        : Line.note(
            "version",
            found + ", and this command line is " + own,
            "It has all that this command line uses. Take the same version of both.");
  }

  private static List<Line> parameters(Map<String, String> parameters) {
    var lines = new ArrayList<Line>();
    String pattern = parameters.getOrDefault("BucketNamePattern", "");
    lines.add(
        pattern.equals("*")
            ? Line.note(
                "parameter BucketNamePattern",
                "*: every bucket of the account may be connected",
                "Narrow it to the laboratory's buckets.")
            : Line.good("parameter BucketNamePattern", pattern));
    if (parameters.getOrDefault("AlarmTopicArn", "").isEmpty()) {
      lines.add(
          Line.note(
              "parameter AlarmTopicArn",
              "empty: nobody is told when an alarm fires",
              "Deploy with the ARN of an SNS topic that somebody reads."));
    }
    for (String emulator : List.of("LoopbackResponses", "BelieveStackResources")) {
      if (parameters.getOrDefault(emulator, "false").equals("true")) {
        lines.add(
            Line.note(
                "parameter " + emulator,
                "true: that is for emulators only",
                "On AWS, deploy with false."));
      }
    }
    return lines;
  }

  private static List<Line> alarms(Known<Map<String, String>> firing) {
    return switch (firing) {
      case Known.Not<Map<String, String>>(var why) ->
          List.of(Line.unknown("alarms", why, "Have cloudwatch:DescribeAlarms allowed to you."));
      case Known.Is<Map<String, String>>(var alarms) ->
          alarms.isEmpty()
              ? List.of(Line.good("alarms", "none is firing"))
              : alarms.entrySet().stream()
                  .map(alarm ->
                      Line.bad(
                          "alarm " + alarm.getKey(),
                          alarm.getValue(),
                          "Its description says what to look at; see docs/troubleshooting.md."))
                  .toList();
    };
  }

  private static List<Line> deadLetters(Known<Map<String, Integer>> letters) {
    return switch (letters) {
      case Known.Not<Map<String, Integer>>(var why) ->
          List.of(
              Line.unknown(
                  "dead letters",
                  why,
                  "Have cloudformation:ListStackResources and sqs:GetQueueAttributes allowed to you."));
      case Known.Is<Map<String, Integer>>(var counts) -> {
        var lines = new ArrayList<Line>();
        counts.forEach((queue, count) -> {
          if (count > 0) {
            lines.add(
                Line.bad(
                    "dead letters in " + queue.substring(queue.lastIndexOf('/') + 1),
                    count + " put aside",
                    "Read them: aws sqs receive-message --queue-url "
                        + queue
                        + " --message-attribute-names All. Each has its reason."));
          }
        });
        yield lines.isEmpty() ? List.of(Line.good("dead letters", "none")) : lines;
      }
    };
  }

  private static List<Line> connections(DeployedStack stack, Instant now) {
    return switch (stack.connections()) {
      case Known.Not<List<ConnectionRecord>>(var why) ->
          List.of(
              Line.unknown(
                  "connections", why, "Have dynamodb:Scan of the registry allowed to you."));
      case Known.Is<List<ConnectionRecord>>(var all) -> {
        var lines = new ArrayList<Line>();
        lines.add(Line.good("connections", String.valueOf(all.size())));
        all.forEach(each -> lines.addAll(connection(each, stack, now)));
        yield lines;
      }
    };
  }

  private static List<Line> connection(ConnectionRecord each, DeployedStack stack, Instant now) {
    var lines = new ArrayList<Line>();
    String what = "connection " + each.bucket();
    switch (each.state()) {
      case DRIFTED ->
          lines.add(
              Line.bad(
                  what,
                  "DRIFTED: something of ours was changed, or does not work",
                  "ica-connect show " + each.bucket() + ", then connect again or audit --repair."));
      case DEGRADED ->
          lines.add(
              Line.bad(
                  what,
                  "DEGRADED: neither the last good connection nor nothing",
                  "ica-connect show " + each.bucket() + ", then connect or disconnect it."));
      case FAILED ->
          lines.add(
              Line.note(
                  what,
                  "FAILED: its last connect was taken back",
                  "ica-connect show " + each.bucket() + " says why."));
      default -> {}
    }
    if (each.state() != ConnectionState.FAILED) {
      overdue(each, stack, now).ifPresent(lines::add);
    }
    return lines;
  }

  private static java.util.Optional<Line> overdue(
      ConnectionRecord each, DeployedStack stack, Instant now) {
    int days = Integer.parseInt(stack.parameters().getOrDefault("RotationDays", "0"));
    var user = each.ids().map(ids -> ids.path("userName").textValue());
    if (days == 0 || user.isEmpty()) {
      return java.util.Optional.empty();
    }
    String what = "access key of " + each.bucket();
    return switch (stack.keys(user.get())) {
      case Known.Not<List<Instant>>(var why) ->
          java.util.Optional.of(Line.unknown(what, why, "Have iam:ListAccessKeys allowed to you."));
      case Known.Is<List<Instant>>(var made) ->
          made.stream()
              .min(java.util.Comparator.naturalOrder())
              .map(oldest -> Duration.between(oldest, now))
              .filter(age -> age.compareTo(Duration.ofDays(days).plus(GRACE)) > 0)
              .map(age ->
                  Line.bad(
                      what,
                      age.toDays() + " days old, and is to be replaced every " + days,
                      "ica-connect rotate "
                          + each.bucket()
                          + ", and look why the schedule did not."));
    };
  }

  private static List<Line> quotas(Known<Map<String, DeployedStack.Share>> quotas) {
    return switch (quotas) {
      case Known.Not<Map<String, DeployedStack.Share>>(var why) ->
          List.of(Line.unknown("quotas", why, "Have iam:GetAccountSummary allowed to you."));
      case Known.Is<Map<String, DeployedStack.Share>>(var shares) ->
          shares.entrySet().stream().map(share -> quota(share.getKey(), share.getValue())).toList();
    };
  }

  /** The simulator leaves out policies with conditions, so its word is never more than a note. */
  private static Line organisation(Known<Foreseen> foreseen) {
    return switch (foreseen) {
      case Known.Not<Foreseen>(var why) ->
          Line.unknown(
              "organisation",
              why,
              "Have iam:GetRole and iam:SimulatePrincipalPolicy allowed to you for the stack's roles.");
      case Known.Is<Foreseen>(var found)
          when found.byOrganisation().isEmpty() && found.byBoundary().isEmpty() ->
          Line.good(
              "organisation",
              "nothing that IAM's policy simulator knows of keeps the stack from making users");
      case Known.Is<Foreseen>(var found) ->
          Line.note(
              "organisation",
              "by IAM's policy simulator "
                  + found.role()
                  + " may not "
                  + String.join(", ", union(found))
                  + "; it leaves out policies with conditions",
              "Ask who administers the AWS organisation, or has put a boundary on that role, whether this account may have IAM users with access keys.");
    };
  }

  private static Set<String> union(Foreseen found) {
    var all = new TreeSet<>(found.byOrganisation());
    all.addAll(found.byBoundary());
    return all;
  }

  private static Line quota(String what, DeployedStack.Share share) {
    String found = share.used() + " of " + share.quota();
    return share.used() >= NEAR * share.quota()
        ? Line.note(
            "quota " + what, found, "Ask for a higher one in Service Quotas before it is reached.")
        : Line.good("quota " + what, found);
  }
}
