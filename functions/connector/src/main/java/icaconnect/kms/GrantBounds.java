package icaconnect.kms;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.KeyAccess;
import icaconnect.failure.Refused;
import icaconnect.step.AwsAccount;

/**
 * Where a grant can be bound to one bucket: a grant's constraint knows the encryption context and
 * no wildcards, and S3 gives the bucket's ARN for what is under an S3 Bucket Key, and each object's
 * own otherwise.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-changes
 */
public final class GrantBounds {
  private GrantBounds() {}

  /**
   * @param keyArn of the bucket's default encryption
   * @param bucketKey whether that has the S3 Bucket Key on
   * @throws Refused where the request asks for a grant, and it could not be bound
   */
  public static void check(
      Connection connection, AwsAccount account, String keyArn, boolean bucketKey) {
    if (connection.keyAccess() != KeyAccess.GRANT) {
      return;
    }
    if (!keyArn.split(":", 6)[4].equals(account.id())) {
      throw new Refused(
          Code.KMS_GRANT_UNBOUND,
          "The request asks for a grant on the key "
              + keyArn
              + ", which is not of this account ("
              + account.id()
              + "): its owner would see nothing of it in the key's policy.",
          "Ask with keyAccess \"report\", and have the key's owner let ICA in.");
    }
    if (!bucketKey) {
      throw new Refused(
          Code.KMS_GRANT_UNBOUND,
          "The request asks for a grant on the key "
              + keyArn
              + ", and the default encryption of the bucket has no S3 Bucket Key: the encryption context is each object's ARN then, so that a grant could not be bound to this bucket, and whoever stole ICA's access key could decrypt whatever is under the key.",
          "Switch the S3 Bucket Key on in the bucket's default encryption (aws s3api put-bucket-encryption with \"BucketKeyEnabled\": true; dual-layer encryption has none) and copy older objects in place, or ask with keyAccess \"statement\".");
    }
  }
}
