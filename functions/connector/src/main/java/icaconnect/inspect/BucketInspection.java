package icaconnect.inspect;

import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is read of a bucket before anything is planned.
 *
 * @param encryptionAlgorithm of the default encryption, such as {@code AES256} or {@code aws:kms}
 * @param kmsKeyArn as the bucket's configuration names it: an ARN, an id or an alias
 * @param bucketKey an S3 Bucket Key stands between the objects and the key, which changes the
 *     encryption context
 * @param ownership S3 Object Ownership, such as {@code BucketOwnerEnforced}
 * @param notifications the existing event notifications
 * @param destinations the ARNs of queues, topics and functions that they go to
 * @param undeletable why what is written here cannot be deleted again, in words
 * @param tags by key; empty where they could not be seen
 * @param replications the rules in force; empty where they could not be seen
 */
public record BucketInspection(
    String region,
    Versioning versioning,
    Optional<String> encryptionAlgorithm,
    Optional<String> kmsKeyArn,
    boolean bucketKey,
    Optional<String> ownership,
    PublicAccess publicAccess,
    List<Notification> notifications,
    List<String> destinations,
    boolean objectLock,
    boolean requesterPays,
    Optional<String> undeletable,
    Optional<Map<String, String>> tags,
    Optional<List<Replication>> replications) {

  /** Whether S3 Block Public Access is complete for this bucket, by its own or the account's. */
  public enum PublicAccess {
    BLOCKED,
    PARTLY_BLOCKED,
    NOT_BLOCKED,
    /** Not by its own, and the account's may not be seen. */
    ACCOUNT_UNSEEN
  }
}
