package icaconnect.bucketpolicy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What counts of the journal's entry: what this application does, and no more. Every step can write
 * it, this function alone the policy; so what is put into a policy never comes of the entry's word.
 *
 * @param findings what the entry says beyond that
 */
record BelievedEntry(JournalEntry entry, List<Finding> findings) {
  /** Where earlier versions listed the user of a connection, beside others' principals. */
  static final String NOT_PRINCIPAL = "/NotPrincipal/AWS";

  static BelievedEntry of(Step step, Optional<JsonNode> current, Limits limits) {
    return LostRecord.isLost(step)
        ? new BelievedEntry(LostRecord.entry(step, current), List.of())
        : of(step, limits);
  }

  private static BelievedEntry of(Step step, Limits limits) {
    var written = JournalEntry.read(step.journalled(BucketPolicyPlanner.STEP));
    var ours = new OurPrincipals(step, limits);
    var findings = new ArrayList<Finding>();
    var entry =
        new JournalEntry(
            believed(written.exemptions(), ours, findings),
            believed(written.superseded(), ours, findings),
            written.namingIca().stream()
                .map(theirs -> Exemption.none(theirs.index(), theirs.former()))
                .toList(),
            written.loneStatement(),
            written.sid().filter(sid -> OurSid.isPossible(sid, step)));
    written
        .sid()
        .filter(sid -> !OurSid.isPossible(sid, step))
        .ifPresent(sid ->
            findings.add(
                NotBelieved.finding(
                    "that our statement has the Sid " + sid, "a statement of that Sid stays")));
    return new BelievedEntry(entry, List.copyOf(findings));
  }

  /** All that are not are one finding: a report goes through states. */
  private static List<Exemption> believed(
      List<Exemption> written, OurPrincipals ours, List<Finding> findings) {
    var judged = written.stream().collect(Collectors.partitioningBy(each -> isOurWork(each, ours)));
    var others = judged.getOrDefault(false, List.of());
    if (!others.isEmpty()) {
      findings.add(
          NotBelieved.finding(
              "that "
                  + others.size()
                  + (others.size() == 1 ? " statement was" : " statements were")
                  + " made to spare it, such as "
                  + Json.write(others.getFirst().left()),
              "what stands there stays"));
    }
    return judged.getOrDefault(true, List.of());
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
