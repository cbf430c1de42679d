package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.UNKNOWN;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;

import icaconnect.connection.AwsArn;
import icaconnect.traffic.Encryption;
import icaconnect.traffic.UploadHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known about ICA's requests, condition key by condition key. What has no line is unknown:
 * source address, VPC endpoint, organisation, tags. Which principal carries which key:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
final class KnownAboutIca {
  /** A user who does not exist yet gets an id that no policy can list; ids have 21 characters. */
  static final Fact FRESH_USER_ID = known("AIDA" + "·".repeat(17));

  /**
   * A role's unique id, a colon, and the name of the session, which others choose.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
   */
  static final Fact ROLE_SESSION_ID = Fact.like("AROA*:*");

  /**
   * ICA may copy with a session that it opened before now; a role's sessions last so long at most.
   * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
   */
  private static final Duration OLDEST_ROLE_SESSION = Duration.ofHours(12);

  private KnownAboutIca() {}

  /** One key, and what each of the three principals sends for it. */
  record Line(String key, Fact user, Fact session, Fact role) {}

  private static Line line(String key, Fact user, Fact session, Fact role) {
    return new Line(key, user, session, role);
  }

  private static Line same(String key, Fact fact) {
    return new Line(key, fact, fact, fact);
  }

  /**
   * @param userId the user's unique id, as aws:userid has it
   * @param roleArn null when no copies across accounts are asked for
   */
  record Subject(
      String account,
      String region,
      String userName,
      String userArn,
      Fact userId,
      String sessionArn,
      @Nullable String roleArn) {
    String roleAccount() {
      return roleArn == null ? "" : AwsArn.account(roleArn);
    }
  }

  // spotless:off: tables are read by their columns
  static List<Line> lines(Subject ica, Instant now) {
    Fact role = ica.roleArn() == null ? ABSENT : known(ica.roleArn());
    Fact perhapsNoMfa = oneOf(ABSENT, known("false"));
    Fact opened = known(now.toString());
    Fact assumed = new Fact.Between(now.minus(OLDEST_ROLE_SESSION), now);
    var lines = new ArrayList<Line>();
    KnownAboutRequests.byNobodyElse().forEach((key, fact) -> lines.add(same(key, fact)));
    KnownAboutRequests.at(now).forEach((key, fact) -> lines.add(same(key, fact)));
    for (String key : KnownAboutRequests.OF_INSTANCES) {
      lines.add(line(key, ABSENT, ABSENT, UNKNOWN));
    }
    lines.addAll(List.of(
        // key                          user                      federated session         role
        line("aws:PrincipalArn",        known(ica.userArn()),     known(ica.sessionArn()),  role),
        line("aws:PrincipalAccount",    known(ica.account()),     known(ica.account()),     known(ica.roleAccount())),
        line("aws:PrincipalType",       known("User"),            known("FederatedUser"),   known("AssumedRole")),
        line("aws:userid",              ica.userId(),             known(federatedId(ica)),  ROLE_SESSION_ID),
        line("aws:username",            known(ica.userName()),    ABSENT,                   ABSENT),
        line("aws:MultiFactorAuthPresent", ABSENT,                perhapsNoMfa,             perhapsNoMfa),
        line("aws:TokenIssueTime",      ABSENT,                   opened,                   assumed),
        // Assumed of every account whose policy asks, see OutsideOrganisation.
        line("aws:PrincipalOrgID",      PRESENT,                  PRESENT,                  UNKNOWN),
        line("aws:PrincipalOrgPaths",   PRESENT,                  PRESENT,                  UNKNOWN),
        line("aws:SourceIdentity",      ABSENT,                   ABSENT,                   UNKNOWN),
        line("lambda:SourceFunctionArn", ABSENT,                  ABSENT,                   UNKNOWN),
        // How it speaks. Browsers upload with signed URLs, ICA's servers with signed headers.
        same("s3:authType",             oneOf(known("REST-HEADER"), known("REST-QUERY-STRING"))),
        same("aws:RequestedRegion",     known(ica.region())),
        same("aws:ResourceAccount",     known(ica.account())),
        same("s3:ResourceAccount",      known(ica.account()))));
    return List.copyOf(lines);
  }

  /** What only uploads carry; the role's copies say nothing of how they encrypt. */
  static List<Line> ofUploads(Encryption encryption) {
    Fact algorithm = encryption.algorithm().map(Fact::known).orElse(ABSENT);
    Fact key = encryption.keyArn().map(Fact::known).orElse(ABSENT);
    var lines = new ArrayList<>(List.of(
        line("s3:x-amz-server-side-encryption",                algorithm, algorithm, UNKNOWN),
        line("s3:x-amz-server-side-encryption-aws-kms-key-id", key,       key,       UNKNOWN),
        same("s3:x-amz-server-side-encryption-customer-algorithm", ABSENT)));
    for (String header : UploadHeaders.OF_ACLS) {
      lines.add(line(header, ABSENT, ABSENT, UNKNOWN));
    }
    for (String header : UploadHeaders.OF_OBJECT_LOCK) {
      lines.add(line(header, ABSENT, ABSENT, UNKNOWN));
    }
    return List.copyOf(lines);
  }

  // spotless:on

  static Map<String, Fact> column(List<Line> lines, Function<Line, Fact> column) {
    var facts = new HashMap<String, Fact>();
    lines.forEach(line -> facts.put(line.key().toLowerCase(Locale.ROOT), column.apply(line)));
    return Map.copyOf(facts);
  }

  private static String federatedId(Subject ica) {
    return ica.account() + ":" + ica.userName();
  }
}
