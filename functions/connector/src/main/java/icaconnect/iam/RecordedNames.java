package icaconnect.iam;

import icaconnect.connection.Mark;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;
import java.util.List;
import java.util.Optional;

/**
 * Whom a disconnect takes back where the record names others than the request or the wish does:
 * every step can write it. It is followed to what carries this bucket's tag, and past nothing of
 * ours that has the connection's own name.
 *
 * @param entry the record's, where it speaks of these names
 */
record RecordedNames(IamNames names, Optional<IamEntry> entry, List<Finding> findings) {
  /**
   * @param own as the request or the wish names them
   * @param mark of the bucket, whoever has recorded what
   */
  static RecordedNames of(IamPort iam, IamNames own, Mark mark, Optional<IamEntry> entry) {
    var recorded =
        entry.map(each -> new IamNames(own.installation(), each.userName(), each.policyName()));
    return recorded
        .filter(names -> !names.equals(own))
        .map(names -> judged(iam, own, names, mark, entry))
        .orElseGet(() -> new RecordedNames(own, entry, List.of()));
  }

  private static RecordedNames judged(
      IamPort iam, IamNames own, IamNames recorded, Mark mark, Optional<IamEntry> entry) {
    IamState there = iam.read(recorded);
    Mark earlier = mark.earlier(true);
    boolean userIsOurs = IamPlanner.userIsOurs(earlier, there, entry);
    boolean policyIsOurs = IamPlanner.policyIsOurs(earlier, there, entry);
    if (userIsOurs && policyIsOurs) {
      return new RecordedNames(recorded, entry, List.of());
    }
    if (!userIsOurs && !policyIsOurs) {
      return new RecordedNames(own, Optional.empty(), List.of(notBelieved(recorded, own)));
    }
    IamState ours = iam.read(own);
    boolean ownUser = !userIsOurs && IamPlanner.userIsOurs(mark, ours, Optional.empty());
    boolean ownPolicy = !policyIsOurs && IamPlanner.policyIsOurs(mark, ours, Optional.empty());
    if (!ownUser && !ownPolicy) {
      return new RecordedNames(recorded, entry, List.of());
    }
    var names =
        new IamNames(
            own.installation(),
            ownUser ? own.userName() : recorded.userName(),
            ownPolicy ? own.policyName() : recorded.policyName());
    return names.equals(recorded)
        ? new RecordedNames(recorded, entry, List.of())
        : new RecordedNames(names, Optional.empty(), List.of(notBelieved(recorded, names)));
  }

  private static Finding notBelieved(IamNames recorded, IamNames instead) {
    return NotBelieved.finding(
        "that ours are " + described(recorded) + ", which do not both carry this bucket's tag",
        "what is taken back where it does carry it is " + described(instead));
  }

  private static String described(IamNames names) {
    return "the user " + names.userName() + " and the policy " + names.policyName();
  }
}
