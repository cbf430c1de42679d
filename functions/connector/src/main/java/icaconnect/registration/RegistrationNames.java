package icaconnect.registration;

import icaconnect.connection.BucketName;
import icaconnect.connection.Problems;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the connection is called in ICA: as given, or derived from the bucket's name. Limits: schemas
 * CreateStorageCredential and CreateStorageConfiguration of the API.
 *
 * @param derivedCredential whether the credential's name is our own making, so that it is about this
 *     bucket and nothing else
 */
public record RegistrationNames(String credential, boolean derivedCredential, String configuration) {
  private static final Pattern CREDENTIAL = Pattern.compile("[a-zA-Z0-9_-]{1,150}");
  private static final Pattern CONFIGURATION = Pattern.compile("(?=.{3,15}$)[a-z0-9][a-z0-9.-]*[a-z0-9]");
  private static final String START = "ica-";

  private static final int HEAD_CHARACTERS = 5;

  /** 46 bits: among a thousand buckets two meet once in a hundred million. */
  private static final int DIGEST_CHARACTERS = 9;

  private static final int BASE = 36;

  /** Names for a request that gives none, one or both; says everything that is wrong with those given. */
  public static RegistrationNames of(
      BucketName bucket, Optional<String> credential, Optional<String> configuration) {
    var problems = new Problems();
    if (credential.filter(name -> !CREDENTIAL.matcher(name).matches()).isPresent()) {
      problems.add("storageCredentialName", "must be 1 to 150 letters, digits, _ or -");
    }
    if (configuration.filter(name -> !CONFIGURATION.matcher(name).matches()).isPresent()) {
      problems.add("storageConfigurationName",
          "must be 3 to 15 lower-case letters, digits, . or -, with a letter or digit at both ends");
    }
    problems.throwIfAny();
    return new RegistrationNames(
        credential.orElseGet(() -> credentialName(bucket)),
        credential.isEmpty(),
        configuration.orElseGet(() -> configurationName(bucket)));
  }

  /** No bucket's name has an underscore, so two buckets never get the same name. */
  private static String credentialName(BucketName bucket) {
    return START + bucket.value().replace('.', '_');
  }

  /** Too short for a bucket's name: its start for people, a digest for certainty. */
  private static String configurationName(BucketName bucket) {
    String name = bucket.value();
    return name.substring(0, Math.min(HEAD_CHARACTERS, name.length())) + "-" + digest(name);
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      // The last characters: the first one of a number is not evenly spread.
      String number = new BigInteger(1, hash).toString(BASE);
      return number.substring(number.length() - DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
