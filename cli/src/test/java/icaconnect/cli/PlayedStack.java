package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.deployed.Deployment;
import icaconnect.cli.deployed.Reach;
import icaconnect.cli.deployed.Runs;
import icaconnect.cli.doctor.DeployedStack;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.Look;
import icaconnect.cli.execution.Progress;
import icaconnect.evidence.Known;
import icaconnect.evidence.Past;
import icaconnect.evidence.Sources;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A stack in memory: a registry, a trail, and executions that go as a test has them go. */
final class PlayedStack implements Reach, Deployment, Runs, Executions, Sources {
  static final String ACCOUNT = "111122223333";
  private static final String STATES = "arn:aws:states:us-east-1:" + ACCOUNT;

  private final Map<String, ConnectionRecord> registry = new TreeMap<>();
  private final Map<String, Known<Past>> trail = new HashMap<>();
  private final Map<String, Deque<Deque<Look>>> plays = new HashMap<>();
  private final Map<String, Deque<Look>> running = new HashMap<>();
  private final Deque<Progress> progress = new ArrayDeque<>();
  private final Deque<Known<Map<String, JsonNode>>> outcomes = new ArrayDeque<>();
  private final Set<String> folders = new HashSet<>();
  private final List<JsonNode> results = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private DeployedStack health;
  private boolean registryIsDenied;

  PlayedStack connected(JsonNode record, JsonNode... executions) {
    var connection =
        new ConnectionRecord(
            record.path("bucket").asText(),
            ConnectionState.valueOf(record.path("state").asText()),
            Optional.ofNullable(record.path("region").textValue()),
            Optional.ofNullable(record.path("updatedAt").textValue()),
            Optional.ofNullable(record.path("holder").textValue()),
            Optional.ofNullable(record.get("wish")),
            Optional.ofNullable(record.get("ids")),
            Optional.ofNullable(record.get("verification")),
            Optional.ofNullable(record.get("findings")),
            Optional.ofNullable(record.get("drift")),
            Optional.ofNullable(record.get("lastFailure")),
            Optional.ofNullable(record.get("history")));
    registry.put(connection.bucket(), connection);
    trail.put(connection.bucket(), new Known.Is<>(new Past(0, List.of(executions))));
    return this;
  }

  PlayedStack withUnreadableTrail(String why) {
    trail.replaceAll((_, _) -> new Known.Not<>(why));
    return this;
  }

  /** Whoever asks may not read it. */
  PlayedStack withDeniedRegistry() {
    registryIsDenied = true;
    return this;
  }

  /** The next execution of this workflow is seen so, look by look. */
  PlayedStack plays(String workflow, Look... looks) {
    plays.computeIfAbsent(workflow, _ -> new ArrayDeque<>()).add(new ArrayDeque<>(List.of(looks)));
    return this;
  }

  /** How far the run over many buckets is, at one look after another. */
  PlayedStack progresses(Progress... at) {
    progress.addAll(List.of(at));
    return this;
  }

  PlayedStack leaves(JsonNode... lines) {
    results.addAll(List.of(lines));
    return this;
  }

  PlayedStack withHealth(DeployedStack now) {
    health = now;
    return this;
  }

  /** What was started, each as its workflow and its input. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Executions executions() {
    return this;
  }

  @Override
  public Deployment stack(String name) {
    return this;
  }

  @Override
  public String id() {
    return "arn:aws:cloudformation:us-east-1:" + ACCOUNT + ":stack/ica-connect/1";
  }

  @Override
  public String region() {
    return "us-east-1";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "OverlapSeconds",
        "3600",
        "QuietSeconds",
        "86400",
        "PersonSeconds",
        "259200",
        "IcaPollSeconds",
        "20",
        "IcaApiKeySecretArn",
        "",
        "RotationDays",
        "90");
  }

  @Override
  public String output(String key) {
    return key.equals("DashboardUrl")
        ? "https://us-east-1.console.aws.amazon.com/cloudwatch/home#dashboards/dashboard/ica-connect"
        : key;
  }

  @Override
  public List<ConnectionRecord> connections() {
    return List.copyOf(registry().values());
  }

  @Override
  public Optional<ConnectionRecord> connection(String bucket) {
    return Optional.ofNullable(registry().get(bucket));
  }

  private Map<String, ConnectionRecord> registry() {
    if (registryIsDenied) {
      throw AwsServiceException.builder().message("AccessDenied").statusCode(403).build();
    }
    return registry;
  }

  @Override
  public Sources sources() {
    return this;
  }

  @Override
  public String caller() {
    return "arn:aws:iam::" + ACCOUNT + ":user/quality";
  }

  @Override
  public DeployedStack health() {
    return health;
  }

  @Override
  public Runs runs() {
    return this;
  }

  @Override
  public String manifest(Path file) {
    return "manifests/" + file.getFileName();
  }

  @Override
  public Known<Map<String, JsonNode>> outcomes(String run, Set<String> seen) {
    folders.add(run);
    return outcomes.isEmpty() ? new Known.Not<>("nobody may read them") : outcomes.poll();
  }

  @Override
  public List<JsonNode> results(String s3Uri) {
    return List.copyOf(results);
  }

  @Override
  public String start(String stateMachineArn, JsonNode input) {
    String workflow = stateMachineArn.replace("StateMachineArn", "");
    asked.add(workflow + " " + Json.write(input));
    var looks = plays.getOrDefault(workflow, new ArrayDeque<>()).poll();
    if (looks == null) {
      throw new AssertionError("nobody said how this goes: " + asked.getLast());
    }
    String arn = STATES + ":execution:ica-connect-" + workflow + ":" + asked.size();
    running.put(arn, looks);
    return arn;
  }

  /** Of one look at a run over many buckets, what its buckets have left since the one before. */
  PlayedStack leaves(Map<String, JsonNode> outcome) {
    outcomes.add(new Known.Is<>(outcome));
    return this;
  }

  /** The runs whose outcomes were asked for. */
  Set<String> folders() {
    return Set.copyOf(folders);
  }

  /** Its last sight stays. */
  @Override
  public Look look(String executionArn) {
    var looks = running.get(executionArn);
    return looks.size() > 1 ? looks.poll() : looks.peek();
  }

  @Override
  public Progress progress(String run) {
    return progress.size() > 1 ? progress.poll() : progress.peek();
  }

  @Override
  public ObjectNode installation() {
    return Json.MAPPER.createObjectNode().put("name", "ica-connect");
  }

  @Override
  public Known<Past> past(String bucket, int latest) {
    return trail.get(bucket);
  }

  @Override
  public Known<List<JsonNode>> callers(String execution, String started) {
    return new Known.Is<>(List.of());
  }

  @Override
  public Known<JsonNode> states(String execution) {
    return new Known.Not<>("Nobody has looked.");
  }

  @Override
  public Known<JsonNode> replaced(String bucket, String digest) {
    return new Known.Not<>("It is not kept.");
  }

  @Override
  public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
    return Map.of();
  }

  @Override
  public Known<List<JsonNode>> audits() {
    return new Known.Is<>(List.of());
  }
}
