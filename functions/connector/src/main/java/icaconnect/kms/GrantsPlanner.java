package icaconnect.kms;

import icaconnect.report.Finding;
import icaconnect.step.Goal;
import icaconnect.step.OtherInstallation;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decides, for one plan of keys, which of our grants are made and which end. */
final class GrantsPlanner {
  private final Step step;
  private final JournalEntry journal;
  private final KmsPlanner.Known known;
  private final List<KeyGrant> granted;
  private final List<Finding> findings;
  private final List<KmsPlan.GrantWrite> writes = new ArrayList<>();

  /**
   * @param granted on the bucket's key, to whom its policy does not let in
   * @param findings of the whole plan, which this adds to
   */
  GrantsPlanner(
      Step step,
      JournalEntry journal,
      KmsPlanner.Known known,
      List<KeyGrant> granted,
      List<Finding> findings) {
    this.step = step;
    this.journal = journal;
    this.known = known;
    this.granted = granted;
    this.findings = findings;
  }

  List<KmsPlan.GrantWrite> writes() {
    return List.copyOf(writes);
  }

  /** On the bucket's key, by which people let in without us. */
  Stream<KeyGrant> theirs(String key) {
    return granted.stream().filter(each -> !isOurs(key, each));
  }

  void refuseAnothers(String key) {
    if (known.grants().get(key) instanceof GrantsFound.Grants(var all)) {
      all.stream()
          .flatMap(grant -> OurGrant.otherInstallation(grant, step).stream())
          .findFirst()
          .ifPresent(name -> {
            throw OtherInstallation.refusal("grants on its key " + key, name);
          });
    }
  }

  /**
   * What there has to be of our grants on the key, and nothing else of ours.
   *
   * @return whom ours let in, before the writes or after them
   */
  List<String> settle(String key, List<OurGrant> wanted) {
    return switch (known.grants().getOrDefault(key, new GrantsFound.Grants(List.of()))) {
      case GrantsFound.Grants(var all) -> settle(key, all, wanted);
      // They went with the key.
      case GrantsFound.Gone() -> List.of();
      case GrantsFound.Denied(var reason) when step.goal() == Goal.CONNECT && !wanted.isEmpty() ->
          throw KmsFindings.grantsUnseen(key, reason);
      case GrantsFound.Denied(var reason) when journal.grantees(key).isEmpty() -> {
        if (step.goal() == Goal.DISCONNECT && step.journal().isEmpty()) {
          findings.add(KmsFindings.mayBeGranted(key, KeyStatement.sid(step), reason));
        }
        yield List.of();
      }
      case GrantsFound.Denied(var reason) ->
          throw KmsFindings.grantLeft(key, KeyStatement.sid(step), reason);
    };
  }

  private List<String> settle(String key, List<KeyGrant> all, List<OurGrant> wanted) {
    var missing = new ArrayList<>(wanted);
    var ours = all.stream().filter(each -> isOurs(key, each)).toList();
    for (KeyGrant found : ours) {
      boolean stale = known.replaced() && found.grantee().equals(step.userArn());
      if (stale || !missing.remove(OurGrant.of(step, found.grantee()))) {
        writes.add(new KmsPlan.Revoke(key, found.id(), OurGrant.of(step, found.grantee()), stale));
      }
    }
    missing.forEach(grant -> writes.add(new KmsPlan.Make(key, grant)));
    if (step.goal() == Goal.DISCONNECT) {
      all.stream()
          .filter(each -> OurGrant.hasForm(each, step) && !ours.contains(each))
          .forEach(each -> findings.add(KmsFindings.grantOfAnotherStays(key, each)));
    }
    return Stream.concat(
            wanted.stream().map(OurGrant::grantee), ours.stream().map(KeyGrant::grantee))
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isOurs(String key, KeyGrant grant) {
    return OurGrant.isOurs(grant, step, journal.grantees(key));
  }
}
