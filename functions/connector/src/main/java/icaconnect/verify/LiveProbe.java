package icaconnect.verify;

import icaconnect.credential.SecretNames;
import icaconnect.step.Step;
import java.util.List;
import java.util.UUID;

/** Tries out a connection with its own credential, as ICA will use it. */
final class LiveProbe {
  static final List<String> METHODS = List.of("HEAD", "GET", "PUT", "POST", "DELETE");
  private static final String[] SESSION_CHECKS = {
    "get-bucket-location", "get-bucket-notification", "list-bucket",
    "put-object", "get-object", "get-object-version", "delete-object", "delete-object-version"
  };

  private final IcaPort ica;
  private final Step step;
  private final Checks checks = new Checks();

  LiveProbe(IcaPort ica, Step step) {
    this.ica = ica;
    this.step = step;
  }

  List<Check> run() {
    var key = ica.key(SecretNames.of(step.connection().userName()));
    String objectKey = step.connection().prefix() + ".ica-connect-probe/" + UUID.randomUUID();
    var live = checks.attempt("access-key", "Wait a minute and connect again; if it stays, delete the key in IAM and connect again.",
        key::callerArn);
    if (live.isEmpty()) {
      checks.skip("the access key does not work", "federation-token");
      checks.skip("there is no session", SESSION_CHECKS);
    } else {
      probeAsIca(key, objectKey);
    }
    preflights(objectKey);
    checks.skip("trying it would replace the bucket's notifications", "put-bucket-notification");
    return checks.done();
  }

  private void probeAsIca(IcaPort.Key key, String objectKey) {
    var connection = step.connection();
    var opened = new IcaSession[1];
    if (!checks.attempt("federation-token", "Let the user call sts:GetFederationToken; an SCP may forbid it.", () -> {
      opened[0] = key.federate(connection.userName(), step.ownedBucket(), connection.prefix().value());
    })) {
      checks.skip("there is no session", SESSION_CHECKS);
      return;
    }
    String remedy = "See the findings on the bucket policy and the user's permissions; then connect again.";
    checks.attempt("get-bucket-location", remedy, opened[0]::location);
    checks.attempt("get-bucket-notification", remedy, opened[0]::notifications);
    checks.attempt("list-bucket", remedy, () -> opened[0].list(connection.prefix().value()));
    new ObjectProbe(opened[0], checks, objectKey, step.facts().versioning().keepsVersions()).run();
  }

  private void preflights(String objectKey) {
    for (String origin : step.connection().allowedOrigins()) {
      for (String method : METHODS) {
        checks.attempt("cors " + method + " " + origin, "Move the CORS rule that shadows ours below it; see the cors step.", () -> {
          var answer = ica.preflight(step.ownedBucket(), objectKey, origin, method);
          if (!answer.allows(origin, method)) {
            throw new ProbeFailure("S3 answered the preflight with " + answer.status() + " and allows origin "
                + answer.allowedOrigin().orElse("none") + ", methods " + answer.allowedMethods().orElse("none"), null);
          }
        });
      }
    }
  }
}
