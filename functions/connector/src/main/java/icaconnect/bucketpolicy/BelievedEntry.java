package icaconnect.bucketpolicy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What counts of the journal's entry: what this application does, and no more. Every step can write
 * it, this function alone the policy; so what is put into a policy never comes of the entry's word.
 *
 * @param doubted exemptions that are not believed now; what may be believed can change back
 * @param findings what the entry says beyond that
 */
record BelievedEntry(JournalEntry entry, List<Exemption> doubted, List<Finding> findings) {
  /** Where earlier versions listed the user of a connection, beside others' principals. */
  static final String NOT_PRINCIPAL = "/NotPrincipal/AWS";

  static BelievedEntry of(Step step, Optional<JsonNode> current, Limits limits) {
    return LostRecord.isLost(step)
        ? new BelievedEntry(LostRecord.entry(step, current), List.of(), unreadable(step))
        : of(step, limits, current);
  }

  private static List<Finding> unreadable(Step step) {
    return step.isUnreadable(BucketPolicyPlanner.STEP)
        ? List.of(
            NotBelieved.unreadable(
                "an entry of the bucket policy",
                "our statement is known by its Sid, and an exemption where it can be nobody else's"))
        : List.of();
  }

  /** No other function writes the policy, and our Sid is not of the entry's choice. */
  private static Set<String> letIn(Step step, Optional<JsonNode> current) {
    String sid = OurSid.of(step, current);
    return current.map(PolicyDocument::statementsOf).orElse(List.of()).stream()
        .filter(
            statement -> CrossAccountStatement.has(sid, statement) && ForeignSid.allows(statement))
        .flatMap(
            statement -> PolicyDocument.listOf(statement.path("Principal").path("AWS")).stream())
        .map(JsonNode::asText)
        .filter(principal -> principal.contains(":role/"))
        .collect(Collectors.toSet());
  }

  private static BelievedEntry of(Step step, Limits limits, Optional<JsonNode> current) {
    var written = JournalEntry.read(step.journalled(BucketPolicyPlanner.STEP));
    var ours = new OurPrincipals(step, limits, letIn(step, current));
    var findings = new ArrayList<Finding>();
    var statements = current.map(PolicyDocument::statementsOf).orElse(List.of());
    var entry =
        new JournalEntry(
            written.exemptions().stream().filter(each -> isOurWork(each, ours)).toList(),
            written.superseded().stream().filter(each -> isOurWork(each, ours)).toList(),
            written.namingIca().stream()
                .map(theirs -> Exemption.none(theirs.index(), theirs.former()))
                .toList(),
            written.loneStatement(),
            written.sid().filter(sid -> OurSid.isPossible(sid, step)));
    var doubted =
        Stream.concat(written.exemptions().stream(), written.superseded().stream())
            .filter(each -> !isOurWork(each, ours))
            .toList();
    doubted.stream()
        .filter(each ->
            written.exemptions().contains(each)
                || statements.stream()
                    .anyMatch(one -> CanonicalPolicy.sameStatement(each.left(), one)))
        .findFirst()
        .ifPresent(first -> findings.add(finding(doubted.size(), first)));
    written
        .sid()
        .filter(sid -> !OurSid.isPossible(sid, step))
        .ifPresent(sid ->
            findings.add(
                NotBelieved.finding(
                    "that our statement has the Sid " + sid, "a statement of that Sid stays")));
    return new BelievedEntry(entry, doubted, List.copyOf(findings));
  }

  /** All of them are one finding: a report goes through states. */
  private static Finding finding(int statements, Exemption first) {
    return NotBelieved.finding(
        "that "
            + statements
            + (statements == 1 ? " statement was" : " statements were")
            + " made to spare it, such as "
            + Json.write(first.left()),
        "what stands there stays");
  }

  /**
   * Whether the one statement is the other with principals of ours among those whom it spares, and
   * both deny: then to put the one for the other takes from nobody but them.
   */
  private static boolean isOurWork(Exemption exemption, OurPrincipals ours) {
    JsonNode former = exemption.former();
    JsonNode left = exemption.left();
    return denies(former)
        && denies(left)
        && !exemption.added().isEmpty()
        && exemption.added().stream().allMatch(added -> spares(added, exemption, ours))
        && (CanonicalPolicy.sameStatement(Sparing.apply(former, exemption.added()), left)
            // Of one that others had edited, some of it was there to be taken out.
            || CanonicalPolicy.sameStatement(ExemptionEdit.takeOut(left, exemption), former));
  }

  static boolean denies(JsonNode statement) {
    return "Deny".equals(statement.path("Effect").textValue());
  }

  private static boolean spares(Added added, Exemption exemption, OurPrincipals ours) {
    JsonNode left = exemption.left();
    boolean isList =
        added.at().equals(NOT_PRINCIPAL)
            ? !exemption.former().path("NotPrincipal").isEmpty()
            : ExceptionLists.in(left).anyMatch(added.at()::equals);
    return isList
        && hasRoomFor(added.at(), exemption.former())
        && !added.values().isEmpty()
        && added.values().stream().allMatch(value -> ours.include(value, added, left));
  }

  /** Whether every step on the way to the list is an object, or is still to be made. */
  private static boolean hasRoomFor(String at, JsonNode statement) {
    JsonNode holder = statement;
    for (JsonPointer step = JsonPointer.compile(at); step.tail() != null; step = step.tail()) {
      if (!holder.isObject() && !holder.isMissingNode()) {
        return false;
      }
      holder = holder.path(step.getMatchingProperty());
    }
    return true;
  }
}
