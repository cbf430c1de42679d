package icaconnect.verify;

import icaconnect.credential.SecretNames;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Tries out a connection with its own credential, as ICA will use it; in a plan, only what writes
 * nothing.
 */
final class LiveProbe {
  static final List<String> METHODS = List.of("HEAD", "GET", "PUT", "POST", "DELETE");
  private static final String[] KEY_CHECKS = {"stored-secret", "access-key", "federation-token"};
  private static final String[] SESSION_CHECKS = {
    "get-bucket-location",
    "get-bucket-notification",
    "list-bucket",
    "put-object",
    "get-object",
    "get-object-version",
    "delete-object",
    "delete-object-version"
  };
  private static final String[] OBJECT_CHECKS =
      java.util.Arrays.copyOfRange(SESSION_CHECKS, 3, SESSION_CHECKS.length);

  private final IcaPort ica;
  private final Step step;
  private final Checks checks = new Checks();

  LiveProbe(IcaPort ica, Step step) {
    this.ica = ica;
    this.step = step;
  }

  List<Check> run() {
    String objectKey = step.connection().prefix() + ".ica-connect-probe/" + UUID.randomUUID();
    key().ifPresent(key -> probeAsIca(key, objectKey));
    preflights(objectKey);
    skipNotifications();
    return checks.done();
  }

  /** Every check that a connect would make, untried. */
  List<Check> skipAll(String why) {
    checks.skip(why, KEY_CHECKS);
    checks.skip(why, SESSION_CHECKS);
    eachPreflight((origin, method) -> checks.skip(why, preflight(origin, method)));
    skipNotifications();
    return checks.done();
  }

  private void skipNotifications() {
    checks.skip("trying it would replace the bucket's notifications", "put-bucket-notification");
  }

  /** The connection's key, if it is stored and AWS knows it. */
  private Optional<IcaPort.Key> key() {
    var secretName = SecretNames.of(step);
    var stored =
        checks.find(
            "stored-secret",
            "Connect again: a missing or unreadable secret is written anew.",
            () -> ica.key(secretName));
    var live =
        stored.filter(key ->
            checks.attempt(
                "access-key",
                "Wait a minute and connect again; if it stays, delete the key in IAM and connect again.",
                key::callerArn));
    if (live.isEmpty()) {
      checks.skip(
          "there is no working access key",
          stored.isEmpty()
              ? new String[] {"access-key", "federation-token"}
              : new String[] {"federation-token"});
      checks.skip("there is no session", SESSION_CHECKS);
    }
    return live;
  }

  private void probeAsIca(IcaPort.Key key, String objectKey) {
    var connection = step.connection();
    var session =
        checks.find(
            "federation-token",
            "Let the user call sts:GetFederationToken; an SCP may forbid it.",
            () ->
                key.federate(
                    connection.userName(), step.ownedBucket(), connection.prefix().value()));
    if (session.isEmpty()) {
      checks.skip("there is no session", SESSION_CHECKS);
      return;
    }
    checks.attempt("get-bucket-location", ObjectProbe.REMEDY, session.get()::location);
    checks.attempt("get-bucket-notification", ObjectProbe.REMEDY, session.get()::notifications);
    checks.attempt(
        "list-bucket", ObjectProbe.REMEDY, () -> session.get().list(connection.prefix().value()));
    if (step.writes()) {
      new ObjectProbe(session.get(), checks, objectKey, step.facts().versioning().keepsVersions())
          .run();
    } else {
      checks.skip("a plan writes no object", OBJECT_CHECKS);
    }
  }

  private void preflights(String objectKey) {
    eachPreflight((origin, method) ->
        checks.attempt(
            preflight(origin, method),
            "Move the CORS rule that shadows ours below it; see the cors step.",
            () -> {
              var answer = ica.preflight(step.ownedBucket(), objectKey, origin, method);
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
            }));
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
