package icaconnect.credential;

import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import java.time.Duration;
import java.util.List;

/**
 * Creates a key by one call. Where its answer is lost, the secret half is known to nobody: the key
 * is found by comparing what is there with what was, and deleted.
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
   */
  public NewKey create(JournalledCredential entry) {
    try {
      return keys.create(entry.userName());
    } catch (AnswerLost lost) {
      boolean deleted = false;
      for (Duration look : LOOKS) {
        pause.of(look);
        deleted = deleteUnknown(entry) || deleted;
      }
      throw new TryAgain(
          deleted
              ? "IAM's answer with the new access key was lost; the key has been deleted."
              : "IAM's answer to a request for an access key was lost, and no key has appeared.",
          lost);
    }
  }

  /** Deletes what has appeared since the entry; whether there was something. */
  public boolean deleteUnknown(JournalledCredential entry) {
    List<String> unknown = entry.orphans(keys.of(entry.userName()));
    unknown.forEach(id -> keys.delete(entry.userName(), id));
    return !unknown.isEmpty();
  }
}
