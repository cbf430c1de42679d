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

  /**
   * A bucket without a customer managed key, from which everything can be deleted, of a connection
   * that has no user yet.
   */
  public static BucketFacts of(String region, Versioning versioning) {
    return plain(true, region, versioning);
  }

  /** A bucket that is not there, in the application's own region as nobody knows another. */
  public static BucketFacts gone(String region) {
    return plain(false, region, Versioning.NEVER);
  }

  private static BucketFacts plain(boolean exists, String region, Versioning versioning) {
    return new BucketFacts(
        exists,
        region,
        versioning,
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same under a customer managed key, if there is one. */
  public BucketFacts under(Optional<String> key, boolean throughBucketKey) {
    return new BucketFacts(
        exists,
        region,
        versioning,
        key,
        throughBucketKey,
        userArn,
        userId,
        undeletable,
        userBucket,
        userBounded);
  }

  /** The same with that user. */
  public BucketFacts withUser(
      String arn, Optional<String> id, Optional<String> bucket, boolean bounded) {
    return new BucketFacts(
        exists,
        region,
        versioning,
        kmsKeyArn,
        bucketKey,
        Optional.of(arn),
        id,
        undeletable,
        bucket,
        bounded);
  }

  /** The same, with why what is written there cannot be deleted again. */
  public BucketFacts undeletable(Optional<String> why) {
    return new BucketFacts(
        exists,
        region,
        versioning,
        kmsKeyArn,
        bucketKey,
        userArn,
        userId,
        why,
        userBucket,
        userBounded);
  }
}
