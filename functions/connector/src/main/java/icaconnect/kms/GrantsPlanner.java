package icaconnect.kms;

import icaconnect.connection.Limits;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import icaconnect.step.OtherInstallation;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides, for one plan of keys, which of our grants are made and which end. */
final class GrantsPlanner {
  /** A bucket has a user and a copy role: more are somebody's who would have us busy. */
  private static final int MOST = 20;

  private final Step step;
  private final JournalEntry journal;
  private final KmsPlanner.Known known;
  private final List<KeyGrant> granted;
  private final Limits limits;
  private final List<Finding> findings;
  private final List<KmsPlan.GrantWrite> writes = new ArrayList<>();

  /**
   * @param granted on the bucket's key, to whom its policy does not let in
   * @param limits what the deployer lets a request reach
   * @param findings of the whole plan, which this adds to
   */
  GrantsPlanner(
      Step step,
      JournalEntry journal,
      KmsPlanner.Known known,
      List<KeyGrant> granted,
      Limits limits,
      List<Finding> findings) {
    this.step = step;
    this.journal = journal;
    this.known = known;
    this.granted = granted;
    this.limits = limits;
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
   * Our grants on a key, as the journal is to know them.
   *
   * @param grantees whom they let in, before the writes or after them
   * @param made those that there are, by grantee
   */
  record Settled(List<String> grantees, Map<String, JournalEntry.Grant> made) {
    static final Settled NONE = new Settled(List.of(), Map.of());
  }

  /** What there has to be of our grants on the key, and nothing else of ours. */
  Settled settle(String key, List<OurGrant> wanted) {
    return switch (known.grants().getOrDefault(key, new GrantsFound.Grants(List.of()))) {
      case GrantsFound.Grants(var all) -> settle(key, few(key, all), wanted);
      case GrantsFound.Beginning(var some) -> {
        String looked = KmsLeftFindings.onlyTheFirst(some.size());
        findings.add(KmsLeftFindings.mayBeGranted(key, KeyStatement.sid(step), looked));
        yield settle(key, few(key, some), wanted);
      }
      // They went with the key.
      case GrantsFound.Gone() -> Settled.NONE;
      case GrantsFound.Denied(var reason) when step.goal() == Goal.CONNECT && !wanted.isEmpty() ->
          throw KmsFindings.grantsUnseen(key, reason);
      case GrantsFound.Denied(var reason) when journal.grantees(key).isEmpty() -> {
        if (step.goal() == Goal.DISCONNECT) {
          findings.add(KmsLeftFindings.mayBeGranted(key, KeyStatement.sid(step), reason));
        }
        yield Settled.NONE;
      }
      case GrantsFound.Denied(var reason) ->
          throw KmsLeftFindings.grantLeft(key, KeyStatement.sid(step), reason);
    };
  }

  /** Whoever administers a key can have as many in our form as they like. */
  private List<KeyGrant> few(String key, List<KeyGrant> all) {
    if (!KmsPlanner.isOnlyListed(step, key)) {
      return all;
    }
    var alike = all.stream().filter(each -> OurGrant.hasForm(each, step)).toList();
    var few =
        Stream.concat(
                alike.stream().filter(each -> isOurs(key, each)).limit(MOST),
                alike.stream().filter(each -> !isOurs(key, each)).limit(MOST))
            .toList();
    if (few.size() < alike.size()) {
      String left =
          "it has " + alike.size() + " of that name, of which " + few.size() + " were looked at.";
      findings.add(KmsLeftFindings.mayBeGranted(key, KeyStatement.sid(step), left));
    }
    return few;
  }

  private Settled settle(String key, List<KeyGrant> all, List<OurGrant> wanted) {
    var missing = new ArrayList<>(wanted);
    var kept = new ArrayList<KeyGrant>();
    var ours = all.stream().filter(each -> isOurs(key, each)).toList();
    for (KeyGrant found : ours) {
      boolean stale = isStale(found.grantee());
      if (!stale && missing.remove(OurGrant.of(step, found.grantee()))) {
        kept.add(found);
      } else {
        writes.add(new KmsPlan.Revoke(key, found.id(), OurGrant.of(step, found.grantee()), stale));
      }
    }
    endUnlisted(key, all, ours, wanted);
    missing.forEach(grant -> writes.add(new KmsPlan.Make(key, grant)));
    if (step.goal() == Goal.DISCONNECT) {
      all.stream()
          .filter(each -> OurGrant.hasForm(each, step) && !ours.contains(each))
          .forEach(each -> findings.add(KmsLeftFindings.grantOfAnotherStays(key, each)));
    }
    var grantees =
        Stream.concat(wanted.stream().map(OurGrant::grantee), ours.stream().map(KeyGrant::grantee))
            .distinct()
            .sorted()
            .toList();
    var made = new TreeMap<String, JournalEntry.Grant>();
    // Of two for one grantee, the one that stays.
    Stream.concat(ours.stream(), kept.stream())
        .forEach(each -> made.put(each.grantee(), new JournalEntry.Grant(each.id(), 0)));
    // Which one it will be, its making says.
    missing.forEach(each -> made.remove(each.grantee()));
    return new Settled(grantees, made);
  }

  /**
   * KMS lists a new grant after a while, "usually less than five minutes", and ends it by its id at
   * once. What is still wanted is made again, and KMS answers with the one that there is.
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
   */
  private void endUnlisted(
      String key, List<KeyGrant> all, List<KeyGrant> listed, List<OurGrant> wanted) {
    var known = journal.made(key);
    for (String who : journal.grantees(key)) {
      var ours = OurGrant.of(step, who);
      boolean stale = isStale(who);
      if (wanted.contains(ours) && !stale) {
        continue;
      }
      var made = Optional.ofNullable(known.get(who));
      if (made.filter(grant -> isAnothers(grant, all, listed)).isPresent()) {
        findings.add(KmsLeftFindings.grantNotBelieved(key, made.get().id()));
        continue;
      }
      boolean isListed =
          listed.stream()
              .anyMatch(each ->
                  made.isPresent()
                      ? each.id().equals(made.get().id())
                      : each.grantee().equals(who) || OrphanedPrincipals.isOrphan(each.grantee()));
      if (isListed) {
        continue;
      }
      if (made.isEmpty() && !mayBeAskedFor(who)) {
        findings.add(KmsLeftFindings.granteeNotBelieved(key, who));
      } else if (made.isPresent() || !stale) {
        writes.add(new KmsPlan.EndUnlisted(key, made, ours, stale));
      }
    }
  }

  /**
   * To ask KMS which grant it was is to make it: only for whom this connection may let in, by its
   * own request and the deployer's limits, whatever a journal says.
   */
  private boolean mayBeAskedFor(String who) {
    var account = step.account();
    return (who.startsWith("arn:" + account.partition() + ":iam::" + account.id() + ":user/")
            && who.endsWith("/" + step.connection().userName()))
        || step.connection()
            .copyRole(step.facts().region())
            .filter(limits::letsIn)
            .filter(who::equals)
            .isPresent();
  }

  /** KMS shows it, and it is nothing that we would make: the journal is every step's to write. */
  private static boolean isAnothers(
      JournalEntry.Grant grant, List<KeyGrant> all, List<KeyGrant> ours) {
    return all.stream()
        .filter(each -> each.id().equals(grant.id()))
        .anyMatch(each -> !ours.contains(each));
  }

  /** A grant holds for the user that it was made for, and not for another of the same name. */
  private boolean isStale(String grantee) {
    return known.replaced() && grantee.equals(step.userArn());
  }

  private boolean isOurs(String key, KeyGrant grant) {
    return OurGrant.isOurs(grant, step, journal.grantees(key));
  }
}
