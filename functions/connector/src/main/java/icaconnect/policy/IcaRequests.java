package icaconnect.policy;

import icaconnect.connection.Ours;
import icaconnect.policy.KnownAboutIca.Line;
import icaconnect.policy.KnownAboutIca.Subject;
import icaconnect.step.Step;
import icaconnect.traffic.Encryption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every request that a connection needs to succeed: each of its principals with each needed action.
 */
public record IcaRequests(
    Principal user, Principal session, Optional<Principal> role, List<Request> requests) {
  /**
   * Of a user who exists, and whose id is not known.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
   */
  private static final Fact SOMEBODYS_USER_ID = Fact.like("AIDA*");

  public List<Principal> principals() {
    var principals = new ArrayList<>(List.of(user, session));
    role.ifPresent(principals::add);
    return principals;
  }

  /**
   * The requests of this connection.
   *
   * @param now when they are made
   */
  public static IcaRequests of(Step step, Instant now) {
    var connection = step.connection();
    String roleArn =
        connection.crossAccountCopy()
            ? connection.copyRole(step.facts().region()).orElse(null)
            : null;
    var ica =
        new Subject(
            step.account().id(),
            step.facts().region(),
            connection.userName(),
            step.userArn(),
            userId(step),
            step.federatedUserArn(),
            roleArn);
    // Whom we create, we create under a permissions boundary; who has it no more is refused.
    boolean bounded =
        step.userArn().contains(":user" + Ours.IAM_PATH) || step.facts().userBounded();
    var lines = KnownAboutIca.lines(ica, now);
    var user = user(ica, bounded, KnownAboutIca.column(lines, Line::user));
    var session = session(ica, bounded, KnownAboutIca.column(lines, Line::session));
    var role =
        Optional.ofNullable(roleArn).map(arn -> role(ica, KnownAboutIca.column(lines, Line::role)));

    var needed =
        NeededActions.of(connection.permissions(), step.facts().versioning().keepsVersions());
    String bucket = "arn:" + step.account().partition() + ":s3:::" + step.bucket();
    var onBucket = new Target.Exact(bucket);
    var onObjects = new Target.Under(bucket + "/" + connection.prefix().value());
    var uploads = KnownAboutIca.ofUploads(Encryption.ofUploads(step.facts()));
    var copying = NeededActions.ofCopyRole(connection.permissions());
    var requests = new ArrayList<Request>();
    add(requests, user, needed.onBucket(), onBucket, uploads, Line::user);
    add(requests, user, needed.onObjects(), onObjects, uploads, Line::user);
    add(requests, session, needed.onBucket(), onBucket, uploads, Line::session);
    add(requests, session, needed.onObjects(), onObjects, uploads, Line::session);
    role.ifPresent(copier -> add(requests, copier, copying, onObjects, uploads, Line::role));
    return new IcaRequests(user, session, role, List.copyOf(requests));
  }

  /** A user who does not exist yet gets an id that no policy can list. */
  private static Fact userId(Step step) {
    return step.facts()
        .userId()
        .map(Fact::known)
        .orElse(
            step.facts().userArn().isPresent() ? SOMEBODYS_USER_ID : KnownAboutIca.FRESH_USER_ID);
  }

  private static void add(
      List<Request> requests,
      Principal principal,
      List<String> actions,
      Target target,
      List<Line> uploads,
      Function<Line, Fact> column) {
    Map<String, Fact> ofUploads = KnownAboutIca.column(uploads, column);
    for (String action : actions) {
      requests.add(
          Request.of(
              principal, action, target, action.equals("s3:PutObject") ? ofUploads : Map.of()));
    }
  }

  private static Principal user(Subject ica, boolean bounded, Map<String, Fact> facts) {
    var names = Set.of(ica.account(), ica.userArn());
    return new Principal("ICA's user", ica.userArn(), names, names, bounded, facts);
  }

  /**
   * A session has its user's permissions at most, so a Deny for the user reaches it too.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
   */
  private static Principal session(Subject ica, boolean bounded, Map<String, Fact> facts) {
    var names = Set.of(ica.account(), ica.userArn(), ica.sessionArn());
    return new Principal(
        "ICA's federated sessions", ica.sessionArn(), names, names, bounded, facts);
  }

  /** Its sessions have names that we do not know, so no NotPrincipal can spare them. */
  private static Principal role(Subject ica, Map<String, Fact> facts) {
    var names = Set.of(ica.roleAccount(), ica.roleArn());
    return new Principal("ICA's copy role", ica.roleArn(), names, Set.of(), false, facts);
  }
}
