package icaconnect.verify;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.credential.OwnSecret;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.Step;
import icaconnect.traffic.SessionPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tries out a connection with its own credential, as ICA will use it; in a plan, only what writes
 * nothing.
 */
final class LiveProbe {
  /** The name by which the workflow hands on what a try has left. */
  static final String LEFT = "probe";

  static final List<String> METHODS = List.of("HEAD", "GET", "PUT", "POST", "DELETE");
  private static final String[] KEY_CHECKS = {"stored-secret", "access-key", "federation-token"};
  private final IcaPort ica;
  private final Step step;
  private final Supplier<JudgedChecks> judged;
  private final Reads reads;
  private final Checks checks = new Checks();
  private List<Left> left = List.of();

  /**
   * A probe that goes on where the try before it ended.
   *
   * @param judged judges what is not tried; asked once, and only where something is tried
   * @param reads begins what needs nothing of each other: what is read, and the objects, each of
   *     which is written, used and deleted in this order
   */
  LiveProbe(IcaPort ica, Step step, Supplier<JudgedChecks> judged, Reads reads) {
    this.reads = reads;
    this.ica = ica;
    this.step = step;
    this.judged = judged;
    this.left =
        Optional.ofNullable(step.journal().get(LEFT)).map(LiveProbe::read).orElse(List.of());
  }

  /** What this try could not take away again, or found and could not. */
  List<Left> left() {
    return left;
  }

  private static List<Left> read(JsonNode entry) {
    var left = new ArrayList<Left>();
    entry.forEach(one -> left.add(Json.MAPPER.convertValue(one, Left.class)));
    return List.copyOf(left);
  }

  private String[] sessionChecks() {
    return Stream.concat(readChecks().stream(), objectChecks().stream()).toArray(String[]::new);
  }

  private List<String> readChecks() {
    var bucket = List.of("get-bucket-location", "get-bucket-notification", "list-bucket");
    return keepsVersions()
        ? Stream.concat(bucket.stream(), Stream.of("get-bucket-versioning", "list-object-versions"))
            .toList()
        : bucket;
  }

  private List<String> objectChecks() {
    return ObjectProbe.names(step.connection().permissions(), keepsVersions());
  }

  private boolean keepsVersions() {
    return step.facts().versioning().keepsVersions();
  }

  /** The key of the earlier try's objects where it left any. */
  private String objectKey() {
    return left.stream()
        .map(one -> one.key().replaceAll("(" + ObjectProbe.SUFFIX + "|-multipart)$", ""))
        .findFirst()
        .orElseGet(() -> step.connection().prefix() + ".ica-connect-probe/" + UUID.randomUUID());
  }

  List<Check> run() {
    String objectKey = objectKey();
    var policy = reads.begin(judged);
    String secret = OwnSecret.name(step);
    var stored = reads.begin(() -> own(secret, ica.key(secret)));
    var preflights = preflights(objectKey);
    JudgedChecks byPolicy = policy.get();
    key(stored).ifPresent(key -> probeAsIca(key, objectKey, byPolicy));
    preflights.forEach(Runnable::run);
    byPolicy.of(step).forEach(checks::add);
    return checks.done();
  }

  /** Else somebody would have another connection's key used on a bucket of theirs. */
  private IcaPort.Key own(String secret, IcaPort.Key key) {
    OwnSecret.others(step, secret, key.bucket())
        .ifPresent(why -> {
          throw new ProbeFailure(why, null);
        });
    return key;
  }

  /** Every check that a connect would make, untried. */
  List<Check> skipAll(String why) {
    checks.skip(why, KEY_CHECKS);
    checks.skip(why, sessionChecks());
    eachPreflight((origin, method) -> checks.skip(why, preflight(origin, method)));
    checks.skip(why, JudgedChecks.names(step).toArray(String[]::new));
    return checks.done();
  }

  /** The connection's key, if it is stored and AWS knows it. */
  private Optional<IcaPort.Key> key(Supplier<IcaPort.Key> read) {
    var stored =
        checks.find(
            "stored-secret",
            "Connect again: a missing or unreadable secret is written anew.",
            read);
    var live =
        stored.filter(key ->
            checks.attempt(
                "access-key",
                "Wait a minute and connect again; if it stays, delete the key in IAM and connect again. Where it is somebody else's, look who put it there (CloudTrail: PutSecretValue), delete the secret, and connect again.",
                () -> usersOwn(key.callerArn())));
    if (live.isEmpty()) {
      checks.skip(
          "there is no working access key",
          stored.isEmpty()
              ? new String[] {"access-key", "federation-token"}
              : new String[] {"federation-token"});
      checks.skip("there is no session", sessionChecks());
    }
    return live;
  }

  /** Who may write secrets can put a key there that may do more, for ICA to get. */
  private void usersOwn(String caller) {
    if (!step.isUser(caller)) {
      throw new ProbeFailure(
          "the key in the secret is that of " + caller + ", not of " + step.userArn(), null);
    }
  }

  private void probeAsIca(IcaPort.Key key, String objectKey, JudgedChecks byPolicy) {
    var connection = step.connection();
    var session =
        checks.find(
            "federation-token",
            "Let the user call sts:GetFederationToken; an SCP may forbid it.",
            () -> key.federate(connection.userName(), step.ownedBucket(), sessionPolicy()));
    if (session.isEmpty()) {
      checks.skip("there is no session", sessionChecks());
      return;
    }
    String prefix = connection.prefix().value();
    var trials = new LinkedHashMap<String, Runnable>();
    trials.put("get-bucket-location", reads.beginning(session.get()::location));
    trials.put("get-bucket-notification", reads.beginning(session.get()::notifications));
    trials.put("list-bucket", reads.beginning(() -> session.get().list(prefix)));
    if (keepsVersions()) {
      trials.put("get-bucket-versioning", reads.beginning(session.get()::versioning));
      trials.put("list-object-versions", reads.beginning(() -> session.get().listVersions(prefix)));
    }
    Runnable objects =
        step.writes()
            ? objects(reads.begin(() -> probedObjects(session.get(), objectKey, byPolicy)))
            : () -> checks.skip("a plan writes no object", objectChecks().toArray(String[]::new));
    trials.forEach((name, trial) -> checks.attempt(name, ObjectProbe.REMEDY, trial));
    objects.run();
  }

  /** Notes what came of them, and what they have left. */
  private Runnable objects(Supplier<ObjectProbe> probed) {
    return () -> {
      probed.get().checks().forEach(checks::add);
      left = probed.get().left();
    };
  }

  private ObjectProbe probedObjects(IcaSession session, String objectKey, JudgedChecks byPolicy) {
    var probe =
        new ObjectProbe(
            session, reads, step.facts(), step.connection().permissions(), objectKey, left);
    step.facts()
        .undeletable()
        .ifPresentOrElse(why -> probe.runWithoutObjects(why, byPolicy), probe::run);
    return probe;
  }

  private String sessionPolicy() {
    return SessionPolicy.of(
        step.account().partition(),
        step.bucket(),
        step.connection().prefix().value(),
        step.facts().kmsKeyArn());
  }

  /** What notes each, in their order; all are begun. */
  private List<Runnable> preflights(String objectKey) {
    var notes = new ArrayList<Runnable>();
    eachPreflight((origin, method) -> {
      var answers = reads.begin(() -> ica.preflight(step.ownedBucket(), objectKey, origin, method));
      notes.add(() ->
          checks.attempt(
              preflight(origin, method),
              "Move the CORS rule that shadows ours below it; see the cors step.",
              () -> allowed(answers.get(), origin, method)));
    });
    return notes;
  }

  private static void allowed(Preflight answer, String origin, String method) {
    if (!answer.allows(origin, method)) {
      throw new ProbeFailure(
          "S3 answered the preflight with "
              + answer.status()
              + " and allows origin "
              + answer.allowedOrigin().orElse("none")
              + ", methods "
              + answer.allowedMethods().orElse("none"),
          null);
    }
  }

  private void eachPreflight(BiConsumer<String, String> trial) {
    step.connection()
        .allowedOrigins()
        .forEach(origin -> METHODS.forEach(method -> trial.accept(origin, method)));
  }

  private static String preflight(String origin, String method) {
    return "cors " + method + " " + origin;
  }
}
