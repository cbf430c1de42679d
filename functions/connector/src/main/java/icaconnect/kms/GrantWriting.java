package icaconnect.kms;

import icaconnect.failure.TryAgain;
import icaconnect.report.Finding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes and ends the grants of one plan, and keeps the journal of keys meanwhile. What KMS calls a
 * new one is entered before anything else is done: KMS may not list it for minutes, and by that id
 * it can be ended all the same.
 */
final class GrantWriting {
  /**
   * "usually less than five minutes"; until then a NotFoundException may be an unexpected one.
   * https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html
   */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private final KeyGrants grants;
  private final Consumer<JournalEntry> journal;
  private final Clock clock;
  private final List<KmsPlan.GrantWrite> done = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private JournalEntry entry;

  private record Made(String key, String grantee, JournalEntry.Grant grant) {}

  /**
   * @param entry what the journal has
   * @param journal takes an entry
   */
  GrantWriting(KeyGrants grants, JournalEntry entry, Consumer<JournalEntry> journal, Clock clock) {
    this.grants = grants;
    this.entry = entry;
    this.journal = journal;
    this.clock = clock;
  }

  void write(KmsPlan.GrantWrite write) {
    switch (write) {
      case KmsPlan.Make make -> make(make);
      case KmsPlan.Revoke revoke -> end(revoke);
      case KmsPlan.EndUnlisted unlisted -> end(unlisted);
    }
  }

  private void make(KmsPlan.Make make) {
    String who = make.grant().grantee();
    var grant = new JournalEntry.Grant(grants.make(make.keyArn(), make.grant()), now());
    made.add(new Made(make.keyArn(), who, grant));
    enter(entry.with(make.keyArn(), who, grant));
    done.add(make);
  }

  /** One that was listed and is not found any more has ended. */
  private void end(KmsPlan.Revoke revoke) {
    String who = revoke.grant().grantee();
    // Somebody has made another of the same form: the journal knows ours, and need not know that.
    boolean second =
        Optional.ofNullable(entry.made(revoke.keyArn()).get(who))
            .filter(known -> !known.id().equals(revoke.id()))
            .isPresent();
    if (!second) {
      enter(entry.with(revoke.keyArn(), who, new JournalEntry.Grant(revoke.id(), 0)));
    }
    grants.revoke(revoke.keyArn(), revoke.id());
    if (!second && !revoke.before()) {
      enter(entry.without(revoke.keyArn(), who));
    }
    done.add(revoke);
  }

  private void end(KmsPlan.EndUnlisted unlisted) {
    String key = unlisted.keyArn();
    if (unlisted.made().isPresent()) {
      if (end(key, unlisted.made().get())) {
        done.add(unlisted);
      }
    } else {
      switch (grants.recall(key, unlisted.grant())) {
        // Not told as done: nobody knows whether it was there before it was asked for again.
        case KeyGrants.Recalled.Known(var id) -> end(key, new JournalEntry.Grant(id, now()));
        case KeyGrants.Recalled.None() -> {
          // Nobody could be let in.
        }
        case KeyGrants.Recalled.Unknown(var reason) ->
            findings.add(KmsLeftFindings.mayHaveBeenMade(key, unlisted.grant(), reason));
      }
    }
    if (!unlisted.before()) {
      enter(entry.without(key, unlisted.grant().grantee()));
    }
  }

  /**
   * Ends it, and answers whether it was there. That it was not is not believed of one that is too
   * new for all of KMS to know it.
   */
  private boolean end(String key, JournalEntry.Grant grant) {
    boolean was = grants.revoke(key, grant.id());
    if (!was && Math.abs(now() - grant.at()) < SETTLED.toSeconds()) {
      throw new TryAgain(
          "KMS does not find the grant "
              + grant.id()
              + " on the key "
              + key
              + ", or not yet: it takes up to five minutes until all of KMS knows a new one.");
    }
    return was;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private void enter(JournalEntry next) {
    if (!next.equals(entry)) {
      entry = next;
      journal.accept(entry);
    }
  }

  /** Enters what a plan wants to be known, with the grants that have been made meanwhile. */
  void planned(JournalEntry wanted) {
    var all = wanted;
    for (Made each : made) {
      all = all.with(each.key(), each.grantee(), each.grant());
    }
    enter(all);
  }

  /** What has become of grants, as far as it is known. */
  List<KmsPlan.GrantWrite> done() {
    return List.copyOf(done);
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
