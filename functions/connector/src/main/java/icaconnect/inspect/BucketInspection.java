package icaconnect.inspect;

import icaconnect.step.Versioning;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is read of a bucket before anything is planned.
 *
 * @param encryptionAlgorithm of the default encryption, such as {@code AES256} or {@code aws:kms}
 * @param kmsKeyArn as the bucket's configuration names it: an ARN, an id or an alias
 * @param bucketKey an S3 Bucket Key stands between the objects and the key, which changes the
 *     encryption context
 * @param ownership S3 Object Ownership, such as {@code BucketOwnerEnforced}
 * @param notifications the key prefixes that existing event notifications listen to; "" is all keys
 */
public record BucketInspection(
    String region,
    Versioning versioning,
    Optional<String> encryptionAlgorithm,
    Optional<String> kmsKeyArn,
    boolean bucketKey,
    Optional<String> ownership,
    PublicAccess publicAccess,
    List<String> notifications,
    boolean objectLock,
    boolean requesterPays) {

  /** Whether S3 Block Public Access is complete for this bucket. */
  public enum PublicAccess {
    BLOCKED,
    PARTLY_BLOCKED,
    NOT_BLOCKED
  }
}
