package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.Explanation;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Statement;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Says which statements still name a principal of the connection after a disconnect: no record says
 * that this application wrote that, so it is left to people.
 */
final class LeftExemptions {
  /** Illumina's account, whose roles copy objects. */
  private static final String ROLES_OF_ICA = ":iam::079623148045:role/ica_";

  /** Characters of a statement; a policy may have 20 KB, and a finding goes through states. */
  private static final int SHOWN = 600;

  private LeftExemptions() {}

  static List<Finding> in(Optional<JsonNode> policy, Step step, JournalEntry journal) {
    return policy.map(Statement::read).orElse(List.of()).stream()
        .filter(statement ->
            journal.namingIca().stream()
                .noneMatch(
                    theirs -> CanonicalPolicy.sameStatement(theirs.former(), statement.json())))
        .flatMap(
            statement -> finding(statement, step).or(() -> allowing(statement, journal)).stream())
        .toList();
  }

  private static Optional<Finding> finding(Statement statement, Step step) {
    var named = new TreeSet<String>();
    collect(statement.json(), step, named);
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

  private static void collect(JsonNode json, Step step, Set<String> named) {
    if (json.isTextual() && isOurs(json.textValue(), step)) {
      named.add(json.textValue());
    }
    json.forEach(inside -> collect(inside, step, named));
  }

  /**
   * The connection's user and its sessions. Where the record is lost the user's name may be, too:
   * then every federated user of this account, and Illumina's roles.
   */
  private static boolean isOurs(String value, Step step) {
    if (value.equals(step.userArn()) || value.equals(step.federatedUserArn())) {
      return true;
    }
    return LostRecord.isLost(step)
        && (value.contains(ROLES_OF_ICA) || sessions(step).matcher(value).matches());
  }

  private static Pattern sessions(Step step) {
    return Pattern.compile("arn:[a-z-]+:sts::" + step.account().id() + ":federated-user/[^*?]+");
  }
}
