package icaconnect.credential;

import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connection's secret as its description shows it; the value is not read.
 *
 * @param otherKey the KMS key that it is encrypted with, where that is neither this stack's nor
 *     Secrets Manager's own
 * @param scheduledForDeletion whether Secrets Manager will delete it
 * @param replicas the regions that it is replicated to
 */
public record StoredCredential(
    String arn,
    Map<String, String> tags,
    Optional<String> otherKey,
    boolean scheduledForDeletion,
    List<String> replicas) {
  /** The tag whose value is the id of the key in it. */
  public static final String KEY_TAG = "ica-connect:access-key-id";

  /** The bucket that our tag names; empty when the secret is not ours. */
  public Optional<String> bucket() {
    return Optional.ofNullable(tags.get(Ours.BUCKET_TAG));
  }

  /** The key that our tag names. */
  public Optional<String> accessKeyId() {
    return Optional.ofNullable(tags.get(KEY_TAG));
  }

  /**
   * Whether it carries the mark; without the installation's tag only under a name of the time
   * before names had an installation, which only a record makes one look for.
   */
  boolean carries(Mark mark, String name) {
    return mark.earlier(SecretNames.isEarlier(name)).isOn(tags);
  }

  boolean isOfAnotherThan(String bucket) {
    return bucket().filter(tagged -> !tagged.equals(bucket)).isPresent();
  }
}
