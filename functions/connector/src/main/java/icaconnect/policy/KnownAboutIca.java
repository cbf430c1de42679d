package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.UNKNOWN;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known about ICA's requests, condition key by condition key. What has no line is unknown:
 * source address, VPC endpoint, organisation, tags, time. Which principal carries which key:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
final class KnownAboutIca {
  /** A user who does not exist yet gets an id that no policy can list; ids have 21 characters. */
  static final String FRESH_USER_ID = "AIDA" + "·".repeat(17);

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
   * @param roleArn null when no copies across accounts are asked for
   */
  record Subject(
      String account,
      String region,
      String userName,
      String userArn,
      String sessionArn,
      String roleArn) {
    String roleAccount() {
      return roleArn == null ? "" : roleArn.split(":")[4];
    }
  }

  // spotless:off: tables are read by their columns
  static List<Line> lines(Subject ica) {
    Fact role = ica.roleArn() == null ? ABSENT : known(ica.roleArn());
    Fact perhapsNoMfa = oneOf(ABSENT, known("false"));
    return List.of(
        // key                          user                      federated session         role
        line("aws:PrincipalArn",        known(ica.userArn()),     known(ica.sessionArn()),  role),
        line("aws:PrincipalAccount",    known(ica.account()),     known(ica.account()),     known(ica.roleAccount())),
        line("aws:PrincipalType",       known("User"),            known("FederatedUser"),   known("AssumedRole")),
        line("aws:userid",              known(FRESH_USER_ID),     known(federatedId(ica)),  PRESENT),
        line("aws:username",            known(ica.userName()),    ABSENT,                   ABSENT),
        line("aws:MultiFactorAuthPresent", ABSENT,                perhapsNoMfa,             perhapsNoMfa),
        line("aws:TokenIssueTime",      ABSENT,                   PRESENT,                  PRESENT),
        same("aws:MultiFactorAuthAge",  ABSENT),
        same("aws:FederatedProvider",   ABSENT),
        // It speaks to S3 itself, and no AWS service speaks for it.
        same("aws:PrincipalIsAWSService", known("false")),
        same("aws:PrincipalServiceName", ABSENT),
        same("aws:PrincipalServiceNamesList", ABSENT),
        same("aws:ViaAWSService",       known("false")),
        same("aws:CalledVia",           ABSENT),
        same("aws:CalledViaFirst",      ABSENT),
        same("aws:CalledViaLast",       ABSENT),
        same("aws:SourceArn",           ABSENT),
        same("aws:SourceAccount",       ABSENT),
        same("aws:SourceOrgID",         ABSENT),
        same("aws:SourceOrgPaths",      ABSENT),
        same("s3:DataAccessPointArn",   ABSENT),
        same("s3:DataAccessPointAccount", ABSENT),
        same("s3:AccessPointNetworkOrigin", ABSENT),
        // How it speaks. Browsers upload with signed URLs, ICA's servers with signed headers.
        same("aws:SecureTransport",     known("true")),
        same("s3:signatureversion",     known("AWS4-HMAC-SHA256")),
        same("s3:authType",             oneOf(known("REST-HEADER"), known("REST-QUERY-STRING"))),
        same("s3:TlsVersion",           oneOf(known("1.2"), known("1.3"))),
        same("aws:RequestedRegion",     known(ica.region())),
        same("aws:ResourceAccount",     known(ica.account())),
        same("s3:ResourceAccount",      known(ica.account())),
        same("aws:CurrentTime",         PRESENT),
        same("aws:EpochTime",           PRESENT));
  }

  /** What only uploads carry; the role's copies say nothing of how they encrypt. */
  static List<Line> ofUploads(Optional<String> kmsKeyArn) {
    Fact algorithm = kmsKeyArn.isPresent() ? known("aws:kms") : oneOf(ABSENT, known("AES256"));
    Fact key = kmsKeyArn.map(Fact::known).orElse(ABSENT);
    return List.of(
        line("s3:x-amz-server-side-encryption",                algorithm, algorithm, UNKNOWN),
        line("s3:x-amz-server-side-encryption-aws-kms-key-id", key,       key,       UNKNOWN),
        same("s3:x-amz-server-side-encryption-customer-algorithm", ABSENT));
  }

  /** The same keys on every other request. */
  static List<Line> ofAllElse() {
    return List.of(
        same("s3:x-amz-server-side-encryption", ABSENT),
        same("s3:x-amz-server-side-encryption-aws-kms-key-id", ABSENT),
        same("s3:x-amz-server-side-encryption-customer-algorithm", ABSENT));
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
