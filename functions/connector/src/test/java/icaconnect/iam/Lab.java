package icaconnect.iam;

import static icaconnect.iam.IamFixtures.NAMES;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.Refused;
import icaconnect.iam.AnyAccount.Account;
import icaconnect.iam.AnyAccount.Edit;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.registry.Lease;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One bucket's step, run again and again as the workflow runs it. */
final class Lab {
  private static final String BUCKET = "my-lab-data";

  final InMemoryJournal journal = new InMemoryJournal();
  private final Connection connection;
  private final BucketFacts facts;
  final JsonNode icaNeeds;
  final InMemoryIam iam;
  private String policyArn;

  Lab(Account account, boolean adopt, Versioning versioning) {
    connection =
        Connection.parse(
            Json.tree(
                Map.of(
                    "bucket",
                    BUCKET,
                    "userName",
                    NAMES.userName(),
                    "policyName",
                    NAMES.policyName(),
                    "adoptExisting",
                    adopt)));
    facts = new BucketFacts(true, "us-east-1", versioning, Optional.empty(), Optional.empty());
    icaNeeds = PermissionPolicy.of(connection, facts, NAMES.installation().account());
    iam = account.build(icaNeeds);
  }

  Report run(Goal goal) {
    return run(goal, connection);
  }

  private Report run(Goal goal, Connection connection) {
    var lease = Optional.of(new Lease("execution-1", 7));
    var step =
        new Step(
            goal, connection, facts, NAMES.installation(), lease, Map.copyOf(journal.entries()));
    return new IamHandler(
            Invocation.STACK,
            iam,
            journal,
            new Limits(Optional.empty(), Optional.of(new NamePattern("*")), Optional.empty()))
        .handle(step);
  }

  /** The plan; empty where it is refused. */
  Optional<Report> planned() {
    try {
      Report planned = run(Goal.CONNECT, asking("mode", "plan"));
      policyArn = planned.outputs().get("policyArn");
      return Optional.of(planned);
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** What was done of this plan; empty where it was refused. */
  Optional<Report> connectExpecting(Report planned) {
    var entries =
        planned.writes().orElseThrow().stream()
            .map(PlannedWrite::entry)
            .collect(Collectors.joining(" "));
    try {
      return Optional.of(run(Goal.CONNECT, asking("expectedPlan", entries)));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private Connection asking(String field, String value) {
    return Connection.parse(
        Json.tree(
            Map.of(
                "bucket",
                BUCKET,
                "userName",
                NAMES.userName(),
                "policyName",
                NAMES.policyName(),
                "adoptExisting",
                connection.adoptExisting(),
                field,
                value)));
  }

  Optional<Report> connect() {
    try {
      Report report = run(Goal.CONNECT);
      policyArn = report.outputs().get("policyArn");
      return Optional.of(report);
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  List<String> writesDuring(Goal goal) {
    int before = iam.writes().size();
    run(goal);
    return iam.writes().subList(before, iam.writes().size());
  }

  void edit(List<Edit> edits) {
    edits.forEach(edit -> edit.make(iam, policyArn));
  }

  /**
   * All that does not carry our mark, apart from where this policy is attached, which is ours to
   * undo.
   */
  Map<String, Object> theirs() {
    var theirs = new TreeMap<String, Object>();
    iam.contents()
        .forEach((name, thing) -> {
          switch (thing) {
            case IamUser user when !user.isOurs(IamFixtures.MARK) ->
                theirs.put(name, withoutOurPolicy(user));
            case ManagedPolicy policy when !policy.isOurs(IamFixtures.MARK) ->
                theirs.put(name, policy.document());
            default -> {}
          }
        });
    return theirs;
  }

  private Object withoutOurPolicy(IamUser user) {
    if (!user.name().equals(NAMES.userName())) {
      return user;
    }
    var attached =
        user.attachedPolicyArns().stream().filter(arn -> !arn.equals(policyArn)).toList();
    return new IamUser(user.name(), user.arn(), user.tags(), attached);
  }

  List<String> ours() {
    return iam.contents().entrySet().stream()
        .filter(entry ->
            switch (entry.getValue()) {
              case IamUser user -> user.isOurs(IamFixtures.MARK);
              case ManagedPolicy policy -> policy.isOurs(IamFixtures.MARK);
              default -> false;
            })
        .map(Map.Entry::getKey)
        .toList();
  }
}
