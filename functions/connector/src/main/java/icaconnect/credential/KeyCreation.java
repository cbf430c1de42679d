package icaconnect.credential;

import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import icaconnect.registry.ReadableJournal;
import icaconnect.step.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Makes an access key and keeps it only where it was stored: a key whose secret half is known to
 * nobody must not live. It is created by one call. Where the answer to that is lost, and where an
 * earlier run died before it stored one, the key is found by comparing what is there with what was,
 * and deleted; of a user that is not of our making only where one has appeared and no other.
 */
public final class KeyCreation {
  /**
   * A key that is wanted.
   *
   * @param secretName where the journal says that it goes
   * @param there the user's keys now
   * @param orphans keys of a run that died before it stored them; deleted first
   * @param present the key in use, which a run may have stored that died before it said so
   */
  public record Wanted(
      String userName,
      String secretName,
      List<AccessKey> there,
      List<String> orphans,
      Optional<String> present) {}

  /** IAM's copies agree within seconds; the function has a minute. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4));

  private final AccessKeys keys;
  private final ReadableJournal journal;
  private final Clock clock;
  private final Pause pause;

  public KeyCreation(AccessKeys keys, ReadableJournal journal, Clock clock, Pause pause) {
    this.keys = keys;
    this.journal = journal;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * @param store keeps the new key where it is looked for
   * @return what that says
   */
  public <T> T create(Step step, Wanted wanted, Function<NewKey, T> store) {
    String userName = wanted.userName();
    var unfinished =
        unfinished(step, userName).map(entry -> wanted.present().map(entry::besides).orElse(entry));
    boolean theirs = new ConnectionUser(step).isTheirs();
    wanted.orphans().forEach(id -> keys.delete(userName, id));
    unfinished.ifPresent(entry -> deleteUnknown(entry, theirs));
    var entry =
        JournalledCredential.creating(userName, wanted.there(), clock.instant())
            .sinceBefore(unfinished);
    enter(step, wanted, entry);
    NewKey key = create(entry, theirs);
    boolean kept = false;
    try {
      T stored = store.apply(key);
      enter(
          step, wanted, JournalledCredential.stored(userName, key.accessKeyId(), clock.instant()));
      kept = true;
      unfinished.ifPresent(earlier -> deleteUnknown(earlier.besides(key.accessKeyId()), theirs));
      return stored;
    } finally {
      // A key that was not stored, or whose lease was lost, must not outlive this call.
      if (!kept) {
        keys.delete(userName, key.accessKeyId());
      }
    }
  }

  /**
   * A retry is given the journal that its first try was given, so the entry is read anew: the first
   * try may have created a key whose answer was lost.
   */
  private Optional<JournalledCredential> unfinished(Step step, String userName) {
    return journal
        .entry(step.bucket(), JournalledCredential.NAME)
        .flatMap(JournalledCredential::read)
        .filter(JournalledCredential::isUnfinished)
        .filter(entry -> entry.userName().equals(userName));
  }

  private void enter(Step step, Wanted wanted, JournalledCredential entry) {
    journal.enter(
        step.bucket(),
        step.requiredLease(),
        JournalledCredential.NAME,
        entry.in(wanted.secretName()).write());
  }

  /**
   * @param entry what the journal says since before the call: it holds the keys that were there
   * @param theirs people may make keys for this user themselves
   */
  private NewKey create(JournalledCredential entry, boolean theirs) {
    try {
      return keys.create(entry.userName());
    } catch (AnswerLost lost) {
      var appeared = new TreeSet<String>();
      for (Duration look : LOOKS) {
        pause.of(look);
        appeared.addAll(entry.orphans(keys.of(entry.userName())));
      }
      throw new TryAgain(
          delete(entry.userName(), appeared, theirs)
              ? "IAM's answer with the new access key was lost; the key has been deleted."
              : "IAM's answer to a request for an access key was lost, and "
                  + (appeared.isEmpty() ? "no key has appeared." : "two keys have appeared."),
          lost);
    }
  }

  /** Deletes what has appeared since the entry. */
  private void deleteUnknown(JournalledCredential entry, boolean theirs) {
    delete(entry.userName(), entry.orphans(keys.of(entry.userName())), theirs);
  }

  /** Whether there was something, and nobody else can have made it: of two, one may be theirs. */
  private boolean delete(String userName, Collection<String> appeared, boolean theirs) {
    if (appeared.isEmpty() || (theirs && appeared.size() > 1)) {
      return false;
    }
    appeared.forEach(id -> keys.delete(userName, id));
    return true;
  }
}
