package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exempting.Spared;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.code.Code;
import icaconnect.connection.AwsArn;
import icaconnect.connection.Connection;
import icaconnect.connection.DenyStatements;
import icaconnect.connection.IcaRegion;
import icaconnect.policy.Denied;
import icaconnect.policy.Explanation;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Meaning;
import icaconnect.policy.Obstacle;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.policy.OrphanedPrincipals.Orphan;
import icaconnect.policy.Principal;
import icaconnect.policy.PublicAccess;
import icaconnect.policy.Statement;
import icaconnect.policy.Target;
import icaconnect.policy.Upcoming;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people should know about a bucket's policy, each in one sentence with the edit that helps.
 */
final class PolicyFindings {
  private PolicyFindings() {}

  /** A statement that still denies ICA, or may. */
  static Finding obstacle(Obstacle obstacle, Connection wish) {
    Statement statement = obstacle.statement();
    String name = Explanation.name(statement);
    String denied = Denied.toWhom(obstacle);
    String when = Explanation.reason(obstacle);
    String remedy = remedy(obstacle, wish);
    return obstacle.certain()
        ? Finding.error(
            Code.POLICY_BLOCKS_ICA,
            name
                + " denies "
                + denied
                + ", because "
                + when
                + meaning(statement)
                + Denied.perhapsToo(obstacle)
                + ".",
            remedy)
        : Finding.warning(
            Code.POLICY_MAY_BLOCK_ICA,
            name
                + " may deny "
                + denied
                + ", depending on "
                + Explanation.some(obstacle.keys())
                + ": "
                + applies(obstacle)
                + meaning(statement)
                + ".",
            remedy);
  }

  /** A statement that will deny ICA more than it does now. */
  static Finding upcoming(Upcoming upcoming, Connection wish) {
    Obstacle obstacle = upcoming.obstacle();
    return Finding.warning(
        Code.POLICY_WILL_BLOCK_ICA,
        Explanation.name(obstacle.statement())
            + (obstacle.certain() ? " will deny " : " may deny ")
            + Denied.toWhom(obstacle)
            + " from "
            + upcoming.from()
            + " on, because "
            + Explanation.reason(obstacle)
            + Denied.perhapsToo(obstacle)
            + ".",
        remedy(obstacle, wish));
  }

  /** A statement that counts on the account being in an organisation. */
  static Finding outsideOrganisation(Obstacle obstacle) {
    return Finding.info(
        Code.POLICY_ASSUMES_ORGANISATION,
        Explanation.name(obstacle.statement())
            + " leaves ICA alone as this account is in an organisation; outside of all it would"
            + (obstacle.certain() ? " deny " : " perhaps deny ")
            + Denied.what(obstacle)
            + ".",
        "Nothing to do, if this account is in an organisation of AWS Organizations.");
  }

  private static String applies(Obstacle obstacle) {
    Statement statement = obstacle.statement();
    if (statement.hasConditions()) {
      return "it applies when " + Explanation.reason(obstacle);
    }
    return obstacle.keys().contains(Target.OBJECT_KEY) && !statement.notResource()
        ? "it is about " + Explanation.listed(statement, "Resource")
        : Explanation.reason(obstacle);
  }

  /** Why it is not exempted without asking; whom its Principal means is said before. */
  private static String meaning(Statement statement) {
    return !statement.meansEverybody() && !statement.hasConditions()
        ? ""
        : Meaning.inWords(statement).map(words -> "; " + words).orElse("");
  }

  /**
   * Deleting for good is what an exemption can do most harm with: said where nobody but ICA could
   * do it any more.
   */
  static Optional<Finding> aloneInDeleting(Statement former, IcaRequests ica, Connection wish) {
    var ours = ica.principals().stream().map(Principal::arn).collect(Collectors.toSet());
    return former.deniesDeletingAllBut(ours, AwsArn.account(ica.user().ownArn()))
        ? Optional.of(
            Finding.warning(
                Code.POLICY_ICA_ALONE_DELETES,
                Explanation.name(former)
                    + " keeps everybody"
                    + (former.isAboutAnAccount() ? " of this account" : "")
                    + " from deleting objects or their versions, and with its exemption ICA is the"
                    + " only one who may.",
                former
                        .sid()
                        .filter(wish.exemptSids()::contains)
                        .map(sid -> "Leave \"" + sid + "\" out of exemptSids")
                        .orElse("Connect with denyStatements \"report\"")
                    + " if nobody shall delete; or connect a bucket that is not kept from"
                    + " deletion."))
        : Optional.empty();
  }

  /** Whom a connection lets in from another account, by number: nobody guesses it from a name. */
  static Finding letsIn(String roleArn) {
    String account = AwsArn.account(roleArn);
    boolean illuminas = account.equals(IcaRegion.ICA_ACCOUNT);
    return Finding.warning(
        Code.LETS_IN_ACCOUNT,
        "crossAccountCopy lets in account "
            + account
            + (illuminas ? ", which is Illumina's" : ", which is not Illumina's")
            + ": its role "
            + roleArn
            + " reads and writes objects.",
        illuminas
            ? "Leave crossAccountCopy out unless ICA is to copy objects across accounts."
            : "Make sure that you know whose account this is; leave crossAccountCopy out otherwise.");
  }

  /** A statement that would deny ICA, and was made to spare it. */
  static Finding spared(Spared spared, Exemption exemption) {
    boolean certain = spared.obstacle().certain();
    return exempted(
        spared,
        spared.from().isPresent()
            ? (certain ? "would deny" : "might deny")
            : (certain ? "denied" : "might deny"),
        "and now spares it",
        "disconnecting takes "
            + edits(spared.obstacle().statement(), exemption.added(), " out of "));
  }

  /** The same in a plan, where the statement does not spare ICA yet. */
  static Finding toBeSpared(Spared spared, Exemption exemption) {
    boolean certain = spared.obstacle().certain();
    return exempted(
        spared,
        !certain ? "may deny" : spared.from().isPresent() ? "will deny" : "denies",
        "and connecting would make it spare ICA",
        "connecting would add "
            + edits(spared.obstacle().statement(), exemption.added(), " to ")
            + ", and disconnecting take that out");
  }

  private static Finding exempted(
      Spared spared, String denies, String outcome, String whatHappens) {
    Obstacle obstacle = spared.obstacle();
    return Finding.info(
        Code.POLICY_EXEMPTED,
        Explanation.name(obstacle.statement())
            + " "
            + denies
            + " "
            + Denied.what(obstacle)
            + " to ICA"
            + spared.from().map(day -> " from " + day + " on").orElse("")
            + ", because "
            + Explanation.reason(obstacle)
            + ", "
            + outcome
            + ".",
        "Nothing to do: " + whatHappens + ".");
  }

  static List<Finding> orphans(JsonNode policy) {
    var findings = new ArrayList<Finding>();
    for (Orphan orphan : OrphanedPrincipals.in(policy)) {
      findings.add(
          Finding.warning(
              Code.POLICY_ORPHANED_PRINCIPAL,
              orphan.at()
                  + " names "
                  + orphan.id()
                  + ", a "
                  + orphan.kind()
                  + " that has been deleted, so S3 refuses any change to the policy.",
              "Take "
                  + orphan.id()
                  + " out of it, or the whole statement if it names nobody else."));
    }
    return findings;
  }

  static List<Finding> publicAccess(JsonNode policy, boolean crossAccountCopy) {
    return PublicAccess.in(policy)
        .map(statement ->
            Finding.warning(
                Code.POLICY_PUBLIC,
                Explanation.name(statement)
                    + " makes the policy public, so BlockPublicPolicy, where it is on, refuses"
                    + " any change to it"
                    + (crossAccountCopy
                        ? ", and RestrictPublicBuckets shuts out ICA's copy role."
                        : "."),
                "Give the statement a principal, or a condition with fixed values such as aws:SourceArn."))
        .stream()
        .toList();
  }

  static List<Finding> unknownSids(JsonNode policy, Set<String> exemptSids) {
    var unknown = new TreeSet<>(exemptSids);
    Statement.read(policy).forEach(statement -> statement.sid().ifPresent(unknown::remove));
    return unknown.stream()
        .map(sid ->
            Finding.warning(
                Code.EXEMPT_SID_UNKNOWN,
                "No statement of the bucket policy has the Sid \""
                    + sid
                    + "\" that exemptSids names.",
                "Correct exemptSids or leave it out."))
        .toList();
  }

  private static String remedy(Obstacle obstacle, Connection wish) {
    Statement statement = obstacle.statement();
    var additions = Sparing.additions(statement, obstacle.principals());
    String edit = "Add " + edits(statement, additions, " to ");
    if (wish.denyStatements() == DenyStatements.REPORT) {
      return edit + ", or connect with denyStatements \"exempt\".";
    }
    return statement
        .sid()
        .map(sid -> edit + ", or connect with \"" + sid + "\" in exemptSids.")
        .orElse(edit + ", or give the statement a Sid and name it in exemptSids.");
  }

  private static String edits(Statement statement, List<Added> additions, String toOrFrom) {
    return Explanation.and(
        additions.stream()
            .map(added ->
                Explanation.and(added.values())
                    + toOrFrom
                    + "/Statement/"
                    + statement.index()
                    + added.at())
            .toList());
  }
}
