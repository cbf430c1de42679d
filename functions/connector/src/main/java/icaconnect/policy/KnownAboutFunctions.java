package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is known about the requests of the application's own Lambda functions, condition key by
 * condition key; what has no line is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
final class KnownAboutFunctions {
  /** Lambda renews a role's credentials before they are this old. */
  private static final Duration OLDEST_SESSION = Duration.ofHours(12);

  private KnownAboutFunctions() {}

  static Map<String, Fact> facts(ApplicationRole role, String region, Instant now) {
    var facts = new HashMap<String, Fact>();
    KnownAboutRequests.byNobodyElse().forEach((key, fact) -> put(facts, key, fact));
    KnownAboutRequests.at(now).forEach((key, fact) -> put(facts, key, fact));
    put(facts, "aws:PrincipalArn", known(role.arn()));
    put(facts, "aws:PrincipalAccount", known(role.account()));
    // As of ICA's user, whose account is the same.
    put(facts, "aws:PrincipalOrgID", PRESENT);
    put(facts, "aws:PrincipalOrgPaths", PRESENT);
    put(facts, "aws:PrincipalType", known("AssumedRole"));
    // Lambda names the session as the function.
    put(facts, "aws:userid", Fact.like("AROA*:" + role.functionName()));
    put(facts, "aws:username", ABSENT);
    put(facts, "aws:MultiFactorAuthPresent", oneOf(ABSENT, known("false")));
    put(
        facts,
        "aws:TokenIssueTime",
        oneOf(known(now.minus(OLDEST_SESSION).toString()), known(now.toString())));
    put(facts, "aws:RequestedRegion", known(region));
    put(facts, "aws:ResourceAccount", known(role.account()));
    put(facts, "s3:ResourceAccount", known(role.account()));
    put(facts, "s3:authType", known("REST-HEADER"));
    // Lambda delivers the credentials, and no EC2 instance does.
    // https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
    put(facts, "lambda:SourceFunctionArn", PRESENT);
    for (String instance : KnownAboutRequests.OF_INSTANCES) {
      put(facts, instance, ABSENT);
    }
    return Map.copyOf(facts);
  }

  /** HeadBucket, which asks for s3:ListBucket, has none of the parameters of a listing. */
  static final Map<String, Fact> OF_CALLS =
      Map.of("s3:prefix", ABSENT, "s3:delimiter", ABSENT, "s3:max-keys", ABSENT);

  private static void put(Map<String, Fact> facts, String key, Fact fact) {
    facts.put(key.toLowerCase(Locale.ROOT), fact);
  }
}
