package icaconnect.credential;

import java.util.List;

/** The access keys of IAM users. */
public interface AccessKeys {
  /** The user's keys; none where there is no such user. */
  List<AccessKey> of(String userName);

  /**
   * Creates a key; throws {@link icaconnect.failure.TryAgain} while a new user is not yet known.
   */
  NewKey create(String userName);

  /** Deletes a key, and forgives its absence. */
  void delete(String userName, String accessKeyId);
}
