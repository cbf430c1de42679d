package icaconnect.step;

import java.util.Optional;

/**
 * What the bucket is now, as far as the other steps need it.
 *
 * @param exists false when it is gone, or belongs to another account: possible on disconnect only
 * @param region the AWS region's code
 * @param kmsKeyArn the customer managed key of its default encryption
 * @param bucketKey an S3 Bucket Key stands between its objects and that key: the encryption context
 *     is then the bucket's ARN, and the object's otherwise
 * @param userArn the IAM user of the connection's name, when there is one already
 * @param userId that user's unique id, such as {@code AIDA…}, which policies list under aws:userid;
 *     empty where there is no such user, or nobody has asked
 * @param undeletable why what is written here cannot be deleted again, in words; empty where it can
 * @param userBucket the bucket that the user's tag names; empty where it has none of ours
 * @param userBounded the user has a permissions boundary, ours or another
 */
public record BucketFacts(
    boolean exists,
    String region,
    Versioning versioning,
    Optional<String> kmsKeyArn,
    boolean bucketKey,
    Optional<String> userArn,
    Optional<String> userId,
    Optional<String> undeletable,
    Optional<String> userBucket,
    boolean userBounded) {

  /** Facts about a bucket from which everything can be deleted. */
  public BucketFacts(
      boolean exists,
      String region,
      Versioning versioning,
      Optional<String> kmsKeyArn,
      boolean bucketKey,
      Optional<String> userArn,
      Optional<String> userId) {
    this(
        exists,
        region,
        versioning,
        kmsKeyArn,
        bucketKey,
        userArn,
        userId,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Facts about a bucket without an S3 Bucket Key. */
  public BucketFacts(
      boolean exists,
      String region,
      Versioning versioning,
      Optional<String> kmsKeyArn,
      Optional<String> userArn,
      Optional<String> userId) {
    this(exists, region, versioning, kmsKeyArn, false, userArn, userId);
  }

  /** Facts about a user whose id nobody has asked for. */
  public BucketFacts(
      boolean exists,
      String region,
      Versioning versioning,
      Optional<String> kmsKeyArn,
      Optional<String> userArn) {
    this(exists, region, versioning, kmsKeyArn, false, userArn, Optional.empty());
  }
}
