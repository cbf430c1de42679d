package icaconnect.verify;

import icaconnect.traffic.Encryption;
import org.jspecify.annotations.Nullable;

/**
 * The bucket as ICA reaches it: through a federated session of the connection's user. Every call
 * throws {@link ProbeFailure} when AWS refuses it.
 */
public interface IcaSession {
  void location();

  void notifications();

  void list(String prefix);

  /**
   * Writes a small object with these headers; answers its version id, or null where the bucket
   * keeps no versions.
   */
  String put(String key, Encryption encryption);

  void versioning();

  void listVersions(String prefix);

  /** Starts a multipart upload with these headers; answers its id. */
  String startMultipart(String key, Encryption encryption);

  void listParts(String key, String uploadId);

  void abortMultipart(String key, String uploadId);

  /** Puts a tag on the object, reads it and takes it away; of a version where one is named. */
  void tag(String key, @Nullable String versionId);

  void get(String key);

  void getVersion(String key, String versionId);

  /** Deletes without naming a version; answers the delete marker's version id, or null. */
  String delete(String key);

  void deleteVersion(String key, String versionId);
}
