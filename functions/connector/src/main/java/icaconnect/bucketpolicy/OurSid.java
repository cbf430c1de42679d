package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.OtherInstallation;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;

/** By which Sid this installation knows its statement, and every other one its own. */
final class OurSid {
  private OurSid() {}

  /**
   * This installation's, where a statement has it that lets in; else the Sid in the record, where
   * it is one of ours. A record from before installations had names has none: then the old Sid is
   * ours where it stands.
   */
  static String of(Step step, Optional<JsonNode> current) {
    String own = step.installation().crossAccountSid();
    if (statements(current).stream()
        .anyMatch(each -> CrossAccountStatement.has(own, each) && ForeignSid.allows(each))) {
      return own;
    }
    var entry = step.journalled(BucketPolicyPlanner.STEP);
    var recorded = JournalEntry.read(entry).sid();
    boolean earlier =
        entry.isPresent() && recorded.isEmpty() && sids(current).contains(Ours.CROSS_ACCOUNT_SID);
    return earlier
        ? Ours.CROSS_ACCOUNT_SID
        : recorded.filter(sid -> isPossible(sid, step)).orElse(own);
  }

  /** Whether it is this installation's, or of the time before Sids named one. */
  static boolean isPossible(String sid, Step step) {
    return sid.equals(step.installation().crossAccountSid()) || sid.equals(Ours.CROSS_ACCOUNT_SID);
  }

  static void refuseAnothers(String ours, Optional<JsonNode> current) {
    statements(current).stream()
        .filter(OurSid::isOfAnInstallation)
        .flatMap(statement -> PolicyDocument.sidOf(statement).stream())
        .filter(sid -> !sid.equals(ours))
        .findFirst()
        .ifPresent(sid -> {
          throw OtherInstallation.refusal(
              "statement " + sid + " of its policy",
              sid.substring(Ours.CROSS_ACCOUNT_SID.length()));
        });
  }

  /** What merely starts with our word is somebody else's, and stays. */
  private static boolean isOfAnInstallation(JsonNode statement) {
    String sid = PolicyDocument.sidOf(statement).orElse("");
    return sid.startsWith(Ours.CROSS_ACCOUNT_SID + "-")
        || (sid.equals(Ours.CROSS_ACCOUNT_SID) && ForeignSid.looksOurs(statement));
  }

  private static List<String> sids(Optional<JsonNode> current) {
    return statements(current).stream()
        .flatMap(statement -> PolicyDocument.sidOf(statement).stream())
        .toList();
  }

  private static List<JsonNode> statements(Optional<JsonNode> current) {
    return current.map(PolicyDocument::statementsOf).orElse(List.of());
  }
}
