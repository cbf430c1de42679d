package icaconnect.inspect;

import java.util.Optional;

/** What KMS says of the key that a bucket's default encryption names. */
public sealed interface KeyFound {
  /**
   * A key that KMS describes. Values are KMS's own words, see
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
   *
   * @param awsManaged AWS made it for a service, such as aws/s3
   * @param state such as {@code Enabled} or {@code PendingDeletion}
   * @param usage such as {@code ENCRYPT_DECRYPT}
   * @param spec such as {@code SYMMETRIC_DEFAULT}
   * @param origin such as {@code AWS_KMS} or {@code EXTERNAL_KEY_STORE}
   * @param multiRegion PRIMARY or REPLICA, of a multi-Region key
   */
  record Key(
      String arn,
      boolean awsManaged,
      String state,
      String usage,
      String spec,
      String origin,
      Optional<String> multiRegion)
      implements KeyFound {
    public String account() {
      return arn.split(":", 6)[4];
    }

    public String region() {
      return arn.split(":", 6)[3];
    }
  }

  /** No key or alias of this name is in the bucket's region. */
  record Missing() implements KeyFound {}

  /**
   * Our role may not see it.
   *
   * @param reason KMS's own words
   */
  record Denied(String reason) implements KeyFound {}
}
