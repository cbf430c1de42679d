package icaconnect.policy;

import icaconnect.connection.Ours;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a value by which a statement tells people apart names somebody: a name, an id, or a
 * pattern of a part of them or of a path. A value that even a stranger fits, whose name and id
 * nobody has given, names a kind of credentials or a whole account. How principals are spelled:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
final class Somebody {
  static final String NOBODY = "it lets nobody do this, whoever asks";
  private static final String ARN = "aws:principalarn";
  private static final String ID = "aws:userid";

  /** Roles below this path are AWS's own, made for its services. */
  private static final String SERVICES = ":role/aws-service-role/";

  /** Roles below this path are those of this application's functions; people shorten it. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?:^|[:%1$s])role%2$s[/%1$s].*"
              .formatted(Wildcard.ANY, Ours.IAM_PATH.substring(0, Ours.IAM_PATH.length() - 1)));

  /** No name of IAM's has this character. */
  private static final String STRANGE = "\u00b7";

  private static final String ROOT = "root";
  private static final String USER = "user/" + STRANGE;
  private static final String ROLE = "role/" + STRANGE;

  /** Whoever signs in through IAM Identity Center has a role at this path, less its domain. */
  private static final String SIGNED_ON = "role/aws-reserved/sso/";

  private static final List<String> STRANGERS =
      List.of(
          ROOT,
          USER,
          USER + "/" + STRANGE,
          ROLE,
          ROLE + "/" + STRANGE,
          SIGNED_ON + "awsreservedsso_" + STRANGE + "_" + STRANGE,
          SIGNED_ON + STRANGE + "/awsreservedsso_" + STRANGE + "_" + STRANGE,
          "assumed-role/" + STRANGE + "/" + STRANGE,
          "assumed-role/" + STRANGE + "/i-" + STRANGE,
          "federated-user/" + STRANGE);

  /** What aws:PrincipalArn may be: the root user, a user, a role, a federated session. */
  private static final List<String> ARNS =
      Stream.of("iam::N:root", "iam::N:user/*", "iam::N:role/*", "sts::N:federated-user/*")
          .map(form -> "arn:aws*:" + form.replace("N", String.valueOf(Wildcard.ONE).repeat(12)))
          .map(form -> form.replace('*', Wildcard.ANY))
          .toList();

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");
  private static final int PARTS_OF_ARN = 6;

  private Somebody() {}

  /** Whether the value of the line can be of anybody, and then of somebody by name. */
  static boolean isNamed(Condition condition, PolicyValue value) {
    return !fitsNobody(condition, value) && isNamed(condition.lowerKey(), value);
  }

  /**
   * Whether no request ever has it: a star is a letter for an operator without patterns, an ARN is
   * of a role and not of its session, of no group, and of no other kind, a user's id has no session
   * and a role's always has one.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
   */
  static boolean fitsNobody(Condition condition, PolicyValue value) {
    String pattern = pattern(value);
    return (value.hasWildcard()
            && condition.operator().filter(operator -> !operator.matchesPatterns()).isPresent())
        || (condition.lowerKey().equals(ARN)
            && ARNS.stream().noneMatch(form -> Wildcard.meet(pattern, form, ':')))
        || (condition.lowerKey().equals(ID) && isNoId(pattern));
  }

  private static boolean isNoId(String pattern) {
    boolean session = pattern.indexOf(':') >= 0;
    return (pattern.startsWith("aida") && session)
        || (pattern.startsWith("aroa") && !session && pattern.indexOf(Wildcard.ANY) < 0);
  }

  /**
   * @param lowerKey what the value is compared with, an ARN where it is of a Principal element
   */
  static boolean isNamed(String lowerKey, PolicyValue value) {
    String pattern = pattern(value);
    return !pattern.isEmpty()
        && !pattern.contains(SERVICES)
        && !isOwn(pattern)
        && strangers(lowerKey, pattern).stream()
            .noneMatch(stranger -> Wildcard.matches(pattern, stranger));
  }

  /** The same of a name in a Principal element. */
  static boolean isNamed(String principal) {
    return isNamed(ARN, PolicyValue.of(principal, false));
  }

  /** Whether it is the root user of an account, or are roles of AWS's services or of our own. */
  static boolean isNobodysRole(String written) {
    return written.contains(SERVICES)
        || isOwn(written.replace('*', Wildcard.ANY))
        || written.endsWith(":" + ROOT)
        || CanonicalPolicy.isAccount(written);
  }

  private static boolean isOwn(String pattern) {
    return OWN.matcher(pattern).find();
  }

  /** What it stands for to let only these do something, none of whom is anybody. */
  static String inWords(Condition condition) {
    String lowerKey = condition.lowerKey();
    var fitting =
        condition.values().stream()
            .filter(value -> !fitsNobody(condition, value))
            .map(Somebody::pattern)
            .toList();
    if (fitting.isEmpty()) {
      return NOBODY;
    }
    var patterns = fitting.stream().filter(pattern -> !isOwn(pattern)).toList();
    if (patterns.isEmpty()) {
      return "it lets only this application do this";
    }
    if (patterns.stream().allMatch(pattern -> pattern.contains(SERVICES))) {
      return "it lets only AWS services do this";
    }
    if (patterns.stream().allMatch(pattern -> isRoot(lowerKey, pattern))) {
      return "it lets only root users do this";
    }
    return lowerKey.equals(ARN) && patterns.stream().anyMatch(Somebody::isWholeAccount)
        ? "it guards which accounts may do this"
        : "it guards which kind of credentials may do this";
  }

  private static boolean isRoot(String lowerKey, String pattern) {
    return pattern.endsWith(":" + ROOT)
        || (lowerKey.equals(ID) && CanonicalPolicy.isAccount(pattern));
  }

  private static boolean isWholeAccount(String pattern) {
    return CanonicalPolicy.isAccount(pattern)
        || heads(pattern).stream()
            .anyMatch(head ->
                Wildcard.matches(pattern, head + USER) && Wildcard.matches(pattern, head + ROLE));
  }

  /**
   * Of any operator: a star that is compared as a letter is nobody's name either. A variable may
   * have any value, so it is like a star.
   */
  private static String pattern(PolicyValue value) {
    return value
        .widest(_ -> Fact.UNKNOWN)
        .replace(Wildcard.ONE, Wildcard.ANY)
        .toLowerCase(Locale.ROOT)
        .replaceAll("/aws-reserved/sso\\.[a-z.]+/", "/aws-reserved/sso/");
  }

  private static List<String> strangers(String lowerKey, String pattern) {
    String account = account(pattern);
    return switch (lowerKey) {
      case ARN -> {
        var arns = new ArrayList<>(List.of(account));
        heads(pattern).forEach(head -> STRANGERS.forEach(each -> arns.add(head + each)));
        yield arns;
      }
      case ID ->
          List.of(
              account,
              account + ":" + STRANGE,
              "aida" + STRANGE,
              "aroa" + STRANGE + ":" + STRANGE,
              "aroa" + STRANGE + ":i-" + STRANGE);
      default -> List.of(STRANGE);
    };
  }

  /** Beginnings of ARNs that the pattern may be about: as itself has it, and where it has none. */
  private static Set<String> heads(String pattern) {
    var heads = new LinkedHashSet<String>();
    String[] parts = pattern.split(":", PARTS_OF_ARN);
    if (parts.length == PARTS_OF_ARN) {
      heads.add(
          pattern
              .substring(0, pattern.length() - parts[PARTS_OF_ARN - 1].length())
              .replace(String.valueOf(Wildcard.ANY), ""));
    }
    for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
      for (String service : List.of("iam", "sts")) {
        heads.add("arn:" + partition + ":" + service + "::" + account(pattern) + ":");
      }
    }
    return heads;
  }

  /** The one that the pattern names or begins to name, or any. */
  private static String account(String pattern) {
    var number = NUMBER.matcher(pattern);
    String digits = number.find() ? number.group() : "";
    return digits + "0".repeat(12 - digits.length());
  }
}
