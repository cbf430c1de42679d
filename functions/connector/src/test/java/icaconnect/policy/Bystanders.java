package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.known;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** People and services that have nothing to do with ICA, and whose access must never change. */
public final class Bystanders {
  private static final String ACCOUNT = "111122223333";

  public static final Principal ALICE =
      of(
          "arn:aws:iam::111122223333:user/alice",
          ACCOUNT,
          "User",
          known("AIDAALICEALICEALICE00"),
          known("alice"));

  /** The account's root user, whom a NotPrincipal names by its account. */
  public static final Principal ROOT =
      of("arn:aws:iam::111122223333:root", ACCOUNT, "Account", known(ACCOUNT), ABSENT);

  public static final List<Principal> ALL =
      List.of(
          ALICE,
          ROOT,
          of(
              "arn:aws:iam::111122223333:role/admin",
              ACCOUNT,
              "AssumedRole",
              known("AROAADMINADMINADMIN00:s"),
              ABSENT),
          of(
              "arn:aws:iam::111122223333:user/illumina_ica_admin2",
              ACCOUNT,
              "User",
              PRESENT,
              known("illumina_ica_admin2")),
          of(
              "arn:aws:sts::111122223333:federated-user/bob",
              ACCOUNT,
              "FederatedUser",
              known(ACCOUNT + ":bob"),
              ABSENT),
          of("arn:aws:iam::999999999999:user/eve", "999999999999", "User", PRESENT, known("eve")),
          of(
              "arn:aws:iam::999999999999:user/illumina_ica_admin",
              "999999999999",
              "User",
              PRESENT,
              known("illumina_ica_admin")),
          anonymous(),
          service());

  private Bystanders() {}

  private static Principal of(String arn, String account, String type, Fact userId, Fact userName) {
    var facts = new HashMap<String, Fact>();
    put(facts, "aws:PrincipalArn", known(arn));
    put(facts, "aws:PrincipalAccount", known(account));
    put(facts, "aws:PrincipalType", known(type));
    put(facts, "aws:userid", userId);
    put(facts, "aws:username", userName);
    put(facts, "aws:SecureTransport", known("true"));
    var names = Set.of(account, arn);
    return new Principal(
        arn, arn, names, arn.endsWith(":root") ? Set.of(account) : names, false, facts);
  }

  private static Principal anonymous() {
    var facts = new HashMap<String, Fact>();
    for (String key :
        List.of("aws:PrincipalArn", "aws:PrincipalAccount", "aws:userid", "aws:username")) {
      put(facts, key, ABSENT);
    }
    return new Principal("anonymous", null, Set.of(), Set.of(), false, facts);
  }

  private static Principal service() {
    var facts = new HashMap<>(anonymous().facts());
    put(facts, "aws:PrincipalIsAWSService", known("true"));
    return new Principal("CloudFront", null, Set.of(), Set.of(), false, facts);
  }

  private static void put(Map<String, Fact> facts, String key, Fact fact) {
    facts.put(key.toLowerCase(Locale.ROOT), fact);
  }
}
