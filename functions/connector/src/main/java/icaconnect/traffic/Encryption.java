package icaconnect.traffic;

import icaconnect.step.BucketFacts;
import java.util.Optional;

/**
 * How an upload asks S3 to encrypt it.
 *
 * @param algorithm the header x-amz-server-side-encryption
 * @param keyArn the header x-amz-server-side-encryption-aws-kms-key-id
 */
public record Encryption(Optional<String> algorithm, Optional<String> keyArn) {
  /** The algorithm's name as Illumina's page on SSE-KMS gives it. */
  public static final String SSE_KMS = "aws:kms";

  /** "By default if none is specified, "AES256" will be used": AWSDetails in ICA's API. */
  public static final String ICA_DEFAULT = "AES256";

  /** No header: S3 encrypts as the bucket's default says. */
  public static final Encryption UNSAID = new Encryption(Optional.empty(), Optional.empty());

  /** What the storage configuration in ICA says: a customer's key, or nothing. */
  public static Encryption configured(BucketFacts facts) {
    return new Encryption(facts.kmsKeyArn().map(_ -> SSE_KMS), facts.kmsKeyArn());
  }

  /** What ICA's uploads carry with that configuration. */
  public static Encryption ofUploads(BucketFacts facts) {
    var configured = configured(facts);
    return new Encryption(
        configured.algorithm().or(() -> Optional.of(ICA_DEFAULT)), configured.keyArn());
  }

  /** In words, as it stands in the request. */
  public String inWords() {
    return algorithm
        .map(value -> "x-amz-server-side-encryption: " + value)
        .map(header -> keyArn.map(key -> header + " and the key " + key).orElse(header))
        .orElse("no encryption header");
  }
}
