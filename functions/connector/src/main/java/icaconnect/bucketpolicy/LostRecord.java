package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Statement;
import icaconnect.step.EarlierRecord;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in the policy itself what the journal would say, where the registry has lost the record: a
 * user of our own making stands in exceptions exactly as we would have written it. What is less
 * clear is nobody's to take out, and reported by {@link LeftExemptions}.
 */
final class LostRecord {
  /** Who the principals are does not depend on it. */
  private static final Instant ANY_TIME = Instant.EPOCH;

  private LostRecord() {}

  /**
   * The entry as it can be told from the policy; an empty one where the record is not lost, or the
   * user is one that people made and may have named themselves.
   */
  static JournalEntry entry(Step step, Optional<JsonNode> current) {
    if (!isLost(step) || !EarlierRecord.hasLeftUser(step)) {
      return JournalEntry.NONE;
    }
    var exemptions = new ArrayList<Exemption>();
    for (Statement statement : current.map(Statement::read).orElse(List.of())) {
      exemption(statement, step).ifPresent(exemptions::add);
    }
    return JournalEntry.NONE.exempting(exemptions);
  }

  static boolean isLost(Step step) {
    return step.isUnreadable(BucketPolicyPlanner.STEP)
        || (step.journalled(BucketPolicyPlanner.STEP).isEmpty() && EarlierRecord.mayBeLost(step));
  }

  private static Optional<Exemption> exemption(Statement statement, Step step) {
    var ours = Set.of(step.userArn(), step.federatedUserArn());
    JsonNode left = statement.json();
    var at =
        ExceptionLists.in(left).filter(pointer -> mentions(left.at(pointer), ours) > 0).toList();
    if (!statement.denies()
        || at.size() != 1
        || mentions(left.at(at.getFirst()), ours) != mentions(left, ours)) {
      return Optional.empty();
    }
    List<String> values =
        PolicyDocument.listOf(left.at(at.getFirst())).stream()
            .map(JsonNode::asText)
            .filter(ours::contains)
            .toList();
    var added = List.of(new Added(at.getFirst(), values));
    JsonNode unknown = Json.MAPPER.createObjectNode();
    JsonNode former =
        ExemptionEdit.takeOut(left, new Exemption(statement.index(), unknown, left, added));
    return isOurWork(statement.with(former), left, values, step)
        ? Optional.of(new Exemption(statement.index(), former, left, added))
        : Optional.empty();
  }

  /** Whether we would have made this of that. */
  private static boolean isOurWork(
      Statement former, JsonNode left, List<String> values, Step step) {
    var principals =
        IcaRequests.of(step, ANY_TIME).principals().stream()
            .filter(principal -> values.contains(principal.arn()))
            .toList();
    JsonNode made =
        Sparing.apply(former.json(), Sparing.additions(former, List.copyOf(principals)));
    return CanonicalPolicy.sameStatement(made, left);
  }

  private static long mentions(JsonNode json, Set<String> ours) {
    if (json.isTextual()) {
      return ours.contains(json.textValue()) ? 1 : 0;
    }
    long mentions = 0;
    for (JsonNode inside : json) {
      mentions += mentions(inside, ours);
    }
    return mentions;
  }
}
