package icaconnect.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names a connection gets when the request gives none: stable, and different for every bucket.
 */
final class ConnectionNames {
  /**
   * STS allows 32 characters for a federated user's name, and ICA federates under the user's name.
   * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
   */
  static final int MAX_USER_NAME = 32;

  private static final int DIGEST_CHARACTERS = 8;

  private ConnectionNames() {}

  /**
   * The bucket's name where it fits; else its start, an underscore and a digest. No bucket name has
   * an underscore, so the two forms never meet.
   */
  static String userName(BucketName bucket) {
    String whole = Ours.USER_NAME + bucket.value();
    if (whole.length() <= MAX_USER_NAME) {
      return whole;
    }
    return whole.substring(0, MAX_USER_NAME - 1 - DIGEST_CHARACTERS) + "_" + digest(bucket.value());
  }

  static String policyName(BucketName bucket) {
    return Ours.USER_NAME + "bucket-" + bucket.value();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
