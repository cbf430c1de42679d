package icaconnect.registration;

import icaconnect.connection.BucketName;
import icaconnect.connection.Connection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What the connection is called in ICA: as given, or derived from the bucket's name within the
 * limits of {@link icaconnect.connection.IcaRegistration}.
 *
 * @param derivedCredential whether the credential's name is our own making, so that it is about
 *     this bucket and nothing else
 */
public record RegistrationNames(
    String credential, boolean derivedCredential, String configuration) {
  private static final String START = "ica-";

  private static final int HEAD_CHARACTERS = 5;

  /** 46 bits: among a thousand buckets two meet once in a hundred million. */
  private static final int DIGEST_CHARACTERS = 9;

  private static final int BASE = 36;

  public static RegistrationNames of(Connection connection) {
    return of(
        connection.bucket(),
        connection.ica().credentialName(),
        connection.ica().configurationName());
  }

  /** Names for a request that gives none, one or both. */
  public static RegistrationNames of(
      BucketName bucket, Optional<String> credential, Optional<String> configuration) {
    return new RegistrationNames(
        credential.orElseGet(() -> credentialName(bucket)),
        credential.isEmpty(),
        configuration.orElseGet(() -> configurationName(bucket)));
  }

  /** No bucket's name has an underscore, so two buckets never get the same name. */
  private static String credentialName(BucketName bucket) {
    return START + bucket.value().replace('.', '_');
  }

  /**
   * Too short for a bucket's name: its start for people, a digest of all of it for certainty. Where
   * the start ends between two words, one hyphen stands there.
   */
  private static String configurationName(BucketName bucket) {
    String name = bucket.value();
    String head = name.substring(0, Math.min(HEAD_CHARACTERS, name.length()));
    return head.replaceAll("[.-]+", "-").replaceAll("-$", "") + "-" + digest(name);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      // The last characters: the first one of a number is not evenly spread.
      String number = new BigInteger(1, hash).toString(BASE);
      return number.substring(number.length() - DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
