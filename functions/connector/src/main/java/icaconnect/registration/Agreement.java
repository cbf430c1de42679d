package icaconnect.registration;

import icaconnect.ica.AwsDetails;
import icaconnect.ica.StorageConfiguration;
import icaconnect.traffic.Encryption;
import java.util.Objects;
import java.util.Optional;

/** Whether a storage configuration in ICA is the one that is wished for. */
final class Agreement {
  private Agreement() {}

  /** What keeps it from being that one; empty when region, bucket and prefix agree. */
  static Optional<String> difference(
      RegistrationWish wish, String regionId, StorageConfiguration found) {
    AwsDetails wanted = wish.awsDetails();
    if (!StorageConfiguration.AWS_S3.equals(found.type()) || found.awsDetails().isEmpty()) {
      return Optional.of("is not one for an S3 bucket that this user may see");
    }
    AwsDetails details = found.awsDetails().get();
    if (found.region() == null || !regionId.equals(found.region().id())) {
      return Optional.of("is in another region than " + wish.region().code());
    }
    if (!Objects.equals(wanted.bucketName(), details.bucketName())) {
      return Optional.of("is for the bucket " + details.bucketName());
    }
    return prefix(wanted).equals(prefix(details))
        ? Optional.empty()
        : Optional.of(
            "has the key prefix \"" + prefix(details) + "\" and not \"" + prefix(wanted) + "\"");
  }

  /** Whether new objects would be encrypted otherwise; the API cannot change it. */
  static boolean sameEncryption(AwsDetails wanted, AwsDetails found) {
    boolean kms = Encryption.SSE_KMS.equals(wanted.serverSideEncryptionAlgorithm());
    boolean foundKms = Encryption.SSE_KMS.equalsIgnoreCase(found.serverSideEncryptionAlgorithm());
    return kms == foundKms
        && (!kms
            || Objects.equals(wanted.serverSideEncryptionKey(), found.serverSideEncryptionKey()));
  }

  /** Whether one of the two lies within the other. */
  static boolean overlap(AwsDetails one, AwsDetails other) {
    return Objects.equals(one.bucketName(), other.bucketName())
        && (prefix(one).startsWith(prefix(other)) || prefix(other).startsWith(prefix(one)));
  }

  private static String prefix(AwsDetails details) {
    return Objects.requireNonNullElse(details.keyPrefix(), "");
  }
}
