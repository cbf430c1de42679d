package icaconnect.cors;

import icaconnect.code.Code;
import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.report.Room;
import icaconnect.step.OtherInstallation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decides what happens to a bucket's CORS rules; theirs keep their fields and their order. */
final class CorsPlanner {
  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
  static final int MAX_RULES = 100;

  private CorsPlanner() {}

  static CorsPlan connect(String ruleId, List<String> origins, List<CorsRule> current) {
    CorsRule ours = CorsRule.ours(ruleId, origins);
    List<CorsRule> theirs = theirs(ruleId, current);
    refuseAnothers(theirs);
    boolean oursIsThere = theirs.size() < current.size();
    if (oursIsThere ? isOnlyFirst(ours, current, theirs) : CorsJudge.grantsIca(theirs, origins)) {
      return new CorsPlan.Keep(current);
    }
    // First, so that no rule of theirs answers ICA's requests before ours can.
    var after = new ArrayList<CorsRule>(theirs.size() + 1);
    after.add(ours);
    after.addAll(theirs);
    if (after.size() > MAX_RULES) {
      throw new Refused(
          Code.CORS_FULL,
          "The bucket has "
              + theirs.size()
              + " CORS rules and S3 takes no more than "
              + MAX_RULES
              + ".",
          "Remove or join some of them, then connect again.");
    }
    refuseIfTooLarge(current, after);
    return new CorsPlan.Put(current, List.copyOf(after));
  }

  private static void refuseIfTooLarge(List<CorsRule> current, List<CorsRule> after) {
    int bytes = CorsDocument.size(after);
    if (bytes > CorsDocument.MAX_BYTES && bytes > CorsDocument.size(current)) {
      throw new Refused(
          Code.CORS_TOO_LARGE,
          "The bucket's CORS rules would have "
              + bytes
              + " bytes, and S3 takes at most "
              + CorsDocument.MAX_BYTES
              + ".",
          "Shorten or join some of them, then connect again.");
    }
  }

  /** What is left for others, by number and by size. */
  static List<Finding> room(List<CorsRule> rules) {
    return Stream.of(
            new Room("The bucket's list of CORS rules", rules.size(), MAX_RULES, "rules"),
            new Room(
                "The bucket's list of CORS rules",
                CorsDocument.size(rules),
                CorsDocument.MAX_BYTES,
                "bytes"))
        .flatMap(room -> room.warning().stream())
        .toList();
  }

  static CorsPlan disconnect(String ruleId, List<CorsRule> current) {
    List<CorsRule> theirs = theirs(ruleId, current);
    if (theirs.size() == current.size()) {
      return new CorsPlan.Keep(current);
    }
    return theirs.isEmpty() ? new CorsPlan.Delete(current) : new CorsPlan.Put(current, theirs);
  }

  private static boolean isOnlyFirst(CorsRule ours, List<CorsRule> current, List<CorsRule> theirs) {
    CorsRule first = current.getFirst();
    return first.id().equals(ours.id())
        && first.meansTheSameAs(ours)
        && theirs.size() == current.size() - 1;
  }

  private static List<CorsRule> theirs(String ruleId, List<CorsRule> rules) {
    return rules.stream().filter(rule -> !rule.is(ruleId)).toList();
  }

  private static void refuseAnothers(List<CorsRule> theirs) {
    theirs.stream()
        .filter(CorsPlanner::isOfAnInstallation)
        .flatMap(rule -> rule.id().stream())
        .findFirst()
        .ifPresent(id -> {
          throw OtherInstallation.refusal(
              "CORS rule " + id, id.substring(Ours.CORS_RULE_ID.length()).replace(':', '/'));
        });
  }

  /** What merely has our word for its id is somebody else's, and stays. */
  private static boolean isOfAnInstallation(CorsRule rule) {
    return rule.id().filter(id -> id.startsWith(Ours.CORS_RULE_ID + ":")).isPresent()
        || (rule.is(Ours.CORS_RULE_ID) && ForeignRule.looksOurs(rule));
  }
}
