package icaconnect.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a Deny statement stands for, as far as that decides whether it may be opened for ICA without
 * asking a person first. See docs/decisions/1401-what-is-exempted-by-default.md.
 */
public final class Meaning {
  /** Keys by which a statement names the few whom it spares. */
  private static final Set<String> WHO = Set.of("aws:principalarn", "aws:userid", "aws:username");

  /** How words begin that say whom or what a line lets through. */
  private static final String LETS = "it lets ";

  private static final String TAG_OF_WHO = "aws:principaltag/";

  /** Keys that narrow a list of who may, and guard nothing else beside one. */
  private static final Set<String> BESIDE_WHO =
      Set.of(
          "aws:principaltype",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:viaawsservice",
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast");

  private static final String ACCOUNT = "aws:principalaccount";

  /** Beginnings of keys in lower case, the more special first, and what they stand for. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("aws:principalisawsservice", "it lets only AWS services do this"),
          Map.entry("aws:principalservicename", "it lets only some AWS services do this"),
          Map.entry("aws:calledviaawsmcp", "it guards what is asked through AWS's MCP servers"),
          Map.entry("aws:viaawsmcpservice", "it guards what is asked through AWS's MCP servers"),
          Map.entry("aws:calledvia", "it lets this be done only through some AWS services"),
          Map.entry("aws:viaawsservice", "it lets this be done only through AWS services"),
          Map.entry("aws:principaltype", "it guards which kind of credentials may do this"),
          Map.entry("aws:principalaccount", "it guards which accounts may do this"),
          Map.entry("aws:principalorg", "it guards an organisation"),
          Map.entry("aws:resourceorg", "it guards an organisation"),
          Map.entry("aws:sourceorg", "it guards an organisation"),
          Map.entry("aws:principaltag/", "it guards by tags of who asks"),
          Map.entry("aws:principalarn", "it names whom it denies"),
          Map.entry("aws:userid", "it names whom it denies"),
          Map.entry("aws:username", "it names whom it denies"),
          Map.entry("aws:sourceip", "it guards a network"),
          Map.entry("aws:sourcevpc", "it guards a network"),
          Map.entry("aws:vpc", "it guards a network"),
          Map.entry("aws:ec2instancesource", "it guards a network"),
          Map.entry("aws:multifactorauth", "it asks for multi-factor authentication"),
          Map.entry("aws:tokenissuetime", "it shuts out old sessions"),
          Map.entry("aws:currenttime", "it is for a time"),
          Map.entry("aws:epochtime", "it is for a time"),
          Map.entry("aws:securetransport", "it guards how requests travel"),
          Map.entry("s3:tlsversion", "it guards how requests travel"),
          Map.entry("s3:authtype", "it guards how requests are signed"),
          Map.entry("s3:signature", "it guards how requests are signed"),
          Map.entry("s3:x-amz-content-sha256", "it guards how requests are signed"),
          Map.entry("s3:x-amz-server-side-encryption", "it guards how objects are encrypted"),
          Map.entry("s3:x-amz-acl", "it guards who owns and reads new objects"),
          Map.entry("s3:x-amz-grant", "it guards who owns and reads new objects"),
          Map.entry("s3:object-lock", "it guards how long objects are kept"),
          Map.entry("s3:x-amz-storage-class", "it guards where objects are stored"),
          Map.entry("s3:existingobjecttag/", "it guards objects by their tags"),
          Map.entry("s3:requestobjecttag", "it guards how objects are tagged"),
          Map.entry("s3:if-", "it guards what may be overwritten"),
          Map.entry("s3:prefix", "it guards what may be listed"),
          Map.entry("s3:delimiter", "it guards what may be listed"),
          Map.entry("s3:max-keys", "it guards what may be listed"),
          Map.entry("s3:dataaccesspoint", "it lets this be done only through access points"),
          Map.entry(
              "s3:accesspointnetworkorigin", "it lets this be done only through access points"),
          Map.entry("aws:sourcearn", "it is for requests that AWS services make for others"),
          Map.entry("aws:sourceaccount", "it is for requests that AWS services make for others"));

  private Meaning() {}

  /** Whether it asks for the organisation of who asks, or of the bucket. */
  static boolean asksForOrganisation(Statement statement) {
    return statement.conditions().stream()
        .anyMatch(condition ->
            isOfOrganisation(condition.lowerKey())
                || condition.hasVariable(Meaning::isOfOrganisation));
  }

  private static boolean isOfOrganisation(String lowerKey) {
    return lowerKey.startsWith("aws:principalorg") || lowerKey.startsWith("aws:resourceorg");
  }

  /** Whether it names some whom it spares for who they are, and asks for nothing else. */
  static boolean isListOfWhoMay(Statement statement) {
    return exceptsSomebody(statement) && statement.conditions().stream().noneMatch(Meaning::guards);
  }

  /** Whether it spares somebody for who they are, and not just a kind of credentials. */
  static boolean exceptsSomebody(Statement statement) {
    return (statement.principal().negated()
            && statement.principal().aws().stream().anyMatch(Somebody::isNamed))
        || statement.conditions().stream().anyMatch(Meaning::exceptsSomebody)
        || (statement.notResource()
            && statement.resources().stream().anyMatch(one -> one.hasVariable(Meaning::saysWho)));
  }

  private static boolean exceptsSomebody(Condition condition) {
    return exceptsWho(condition)
        && condition.values().stream().anyMatch(value -> Somebody.isNamed(condition, value));
  }

  private static boolean exceptsWho(Condition condition) {
    return condition.operator().filter(Operator::negated).isPresent()
        && saysWho(condition.lowerKey());
  }

  /**
   * Whether it means the one who asks by name: in its Principal element, or by a condition that is
   * not met but by this name. Then it is no slip that it denies them.
   */
  static boolean means(Statement statement, Request request) {
    return statement.principal().means(request.principal())
        || statement.conditions().stream().anyMatch(condition -> singlesOut(condition, request));
  }

  private static boolean singlesOut(Condition condition, Request request) {
    String key = condition.lowerKey();
    var met = WHO.contains(key) ? condition.metBy(request) : List.<PolicyValue>of();
    return !met.isEmpty() && met.stream().allMatch(value -> Somebody.isNamed(key, value));
  }

  private static boolean saysWho(String lowerKey) {
    return WHO.contains(lowerKey) || lowerKey.startsWith(TAG_OF_WHO);
  }

  private static boolean guards(Condition condition) {
    boolean outside = condition.operator().filter(Operator::negated).isPresent();
    return condition.lowerKey().equals(ACCOUNT)
        ? outside
        : !saysWho(condition.lowerKey()) && !BESIDE_WHO.contains(condition.lowerKey());
  }

  /**
   * Whether it denies everybody, or everybody of the account, services aside, but those named here:
   * no list of others and no condition that some other request could meet.
   *
   * @param account the number of the bucket's
   */
  public static boolean deniesAllBut(Statement statement, Set<String> arns, String account) {
    boolean all =
        (!statement.principal().negated()
                && (statement.principal().everyone()
                    || statement.principal().aws().contains(account)))
            || (statement.principal().negated()
                && arns.containsAll(
                    statement.principal().aws().stream()
                        .filter(name -> !Somebody.isNobodysRole(name))
                        .toList()));
    return all
        && statement.conditions().stream().allMatch(condition -> spares(condition, arns, account))
        && !statement.notResource();
  }

  private static boolean spares(Condition condition, Set<String> arns, String account) {
    String key = condition.lowerKey();
    boolean negated = condition.operator().filter(Operator::negated).isPresent();
    if (saysWho(key)) {
      return negated
          && IntStream.range(0, condition.written().size())
              .allMatch(at -> sparesNobodyElse(condition, at, arns));
    }
    if (key.equals(ACCOUNT)) {
      return !negated && condition.written().contains(account);
    }
    return BESIDE_WHO.contains(key) && !key.equals("aws:principaltype");
  }

  private static boolean sparesNobodyElse(Condition condition, int at, Set<String> arns) {
    String written = condition.written().get(at);
    return arns.contains(written)
        || Somebody.isNobodysRole(written)
        || Somebody.fitsNobody(condition, condition.values().get(at));
  }

  /**
   * What it stands for in words, such as "it guards a network"; empty where it is just a list of
   * who may.
   */
  public static Optional<String> inWords(Statement statement) {
    if (isListOfWhoMay(statement)) {
      return Optional.empty();
    }
    var guarded = new LinkedHashSet<String>();
    var others = new LinkedHashSet<String>();
    if (statement.principal().negated()
        && !statement.principal().aws().isEmpty()
        && statement.principal().aws().stream().noneMatch(Somebody::isNamed)) {
      guarded.add("it guards which accounts may do this");
    }
    for (Condition condition : statement.conditions()) {
      if (guards(condition) || condition.lowerKey().equals("aws:principaltype")) {
        guarded.add(words(condition));
      } else if (!exceptsSomebody(condition) && !isOfOneAccount(condition)) {
        others.add(words(condition));
      }
    }
    return Optional.of(together(guarded, others));
  }

  /** What only narrows whom it is about. */
  private static boolean isOfOneAccount(Condition condition) {
    return condition.lowerKey().equals(ACCOUNT) && !guards(condition);
  }

  /** Whether it is about one account, by its Principal or by a condition. */
  static boolean isAboutAnAccount(Statement statement) {
    return statement.namesPrincipals()
        || statement.conditions().stream().anyMatch(Meaning::isOfOneAccount);
  }

  /**
   * All lines of a Deny must hold, so what one of them lets through is an exception from what the
   * others guard, and of several that let something through each is enough.
   */
  private static String together(Set<String> guarded, Set<String> others) {
    var said = new ArrayList<>(guarded);
    others.stream()
        .filter(each -> guarded.isEmpty() || !each.startsWith(LETS))
        .filter(each -> !each.equals(Somebody.NOBODY))
        .forEach(said::add);
    if (said.isEmpty()) {
      return Somebody.NOBODY;
    }
    return guarded.isEmpty() && said.stream().allMatch(each -> each.startsWith(LETS))
        ? String.join(" or ", said)
        : Explanation.and(said);
  }

  private static String words(Condition condition) {
    if (exceptsWho(condition)
        && (WHO.contains(condition.lowerKey())
            || condition.values().stream()
                .allMatch(value -> Somebody.fitsNobody(condition, value)))) {
      return Somebody.inWords(condition);
    }
    return WORDS.stream()
        .filter(entry -> condition.lowerKey().startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("it guards by " + condition.key());
  }
}
