package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import icaconnect.policy.Explanation;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Statement;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which statements still name a principal of the connection after a disconnect, or spare one
 * that this application may have exempted: they are left to people. The policy tells, and what the
 * deployer lets in; by a record, which every step can write, there may be more of them, never less.
 */
final class LeftExemptions {
  /** Illumina's account, whose roles copy objects. */
  private static final String ROLES_OF_ICA = ":iam::079623148045:role/ica_";

  /** Characters of a statement; a policy may have 20 KB, and a finding goes through states. */
  private static final int SHOWN = 600;

  private LeftExemptions() {}

  static List<Finding> in(
      Optional<JsonNode> policy, Step step, JournalEntry journal, Limits limits) {
    var ours = new OurPrincipals(step, limits, Set.of());
    return policy.map(Statement::read).orElse(List.of()).stream()
        .flatMap(statement ->
            allowing(statement, journal).or(() -> finding(statement, step, ours)).stream())
        .toList();
  }

  private static Optional<Finding> finding(Statement statement, Step step, OurPrincipals ours) {
    var named = new TreeSet<String>();
    collect(statement.json(), value -> isNamed(value, step), named);
    if (statement.denies()) {
      excepted(statement.json())
          .filter(value -> ours.include(value, statement.json()))
          .forEach(named::add);
    }
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Code.EXEMPTION_LEFT,
                Explanation.name(statement)
                    + " still names "
                    + String.join(", ", named)
                    + ", and no record says that this application added it, so it stays: "
                    + Shortened.to(SHOWN, Json.write(statement.json())),
                "Take it out of that statement if nobody needs it any more."));
  }

  /** What we exempted somebody from while it denied, and others have made an Allow since. */
  private static Optional<Finding> allowing(Statement statement, JournalEntry journal) {
    var excepted =
        ExceptionLists.in(statement.json())
            .flatMap(at -> PolicyDocument.listOf(statement.json().at(at)).stream())
            .map(JsonNode::asText)
            .filter(value -> isAdded(value, journal))
            .distinct()
            .toList();
    return statement.allows() && !excepted.isEmpty()
        ? Optional.of(
            Finding.warning(
                Code.EXEMPTION_LEFT,
                Explanation.name(statement)
                    + " excepts "
                    + String.join(", ", excepted)
                    + ", whom this application added while it was a Deny, so it stays: "
                    + Shortened.to(SHOWN, Json.write(statement.json())),
                "Take it out of that statement if that is what it is to allow."))
        : Optional.empty();
  }

  private static boolean isAdded(String value, JournalEntry journal) {
    return journal.exemptions().stream()
        .flatMap(exemption -> exemption.added().stream())
        .anyMatch(added -> added.values().contains(value));
  }

  private static void collect(JsonNode json, Predicate<String> isOurs, Set<String> named) {
    if (json.isTextual() && isOurs.test(json.textValue())) {
      named.add(json.textValue());
    }
    json.forEach(inside -> collect(inside, isOurs, named));
  }

  /**
   * The connection's user and its sessions. Where the record is lost the user's name may be, too:
   * then every federated user of this account, and Illumina's roles.
   */
  private static boolean isNamed(String value, Step step) {
    if (value.equals(step.userArn()) || value.equals(step.federatedUserArn())) {
      return true;
    }
    return LostRecord.isLost(step)
        && (value.contains(ROLES_OF_ICA) || sessions(step).matcher(value).matches());
  }

  /** Whom a statement spares. */
  private static Stream<String> excepted(JsonNode statement) {
    return Stream.concat(
            ExceptionLists.in(statement)
                .flatMap(at -> PolicyDocument.listOf(statement.at(at)).stream()),
            PolicyDocument.listOf(statement.at(BelievedEntry.NOT_PRINCIPAL)).stream())
        .map(JsonNode::asText);
  }

  private static Pattern sessions(Step step) {
    return Pattern.compile("arn:[a-z-]+:sts::" + step.account().id() + ":federated-user/[^*?]+");
  }
}
