package icaconnect.credential;

import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Creates a key by one call. Where its answer is lost, the secret half is known to nobody: the key
 * is found by comparing what is there with what was, and deleted; of a user that is not of our
 * making only where one has appeared and no other.
 */
public final class KeyCreation {
  /** IAM's copies agree within seconds; the function has a minute. */
  private static final List<Duration> LOOKS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(4));

  private final AccessKeys keys;
  private final Pause pause;

  public KeyCreation(AccessKeys keys, Pause pause) {
    this.keys = keys;
    this.pause = pause;
  }

  /**
   * @param entry what the journal says since before the call: it holds the keys that were there
   * @param theirs people may make keys for this user themselves
   */
  public NewKey create(JournalledCredential entry, boolean theirs) {
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
  public void deleteUnknown(JournalledCredential entry, boolean theirs) {
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
