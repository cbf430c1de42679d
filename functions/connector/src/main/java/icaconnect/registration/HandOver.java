package icaconnect.registration;

import icaconnect.connection.IcaRegion;
import icaconnect.ica.AwsDetails;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What a person types where in ICA when no API key is configured; names the secret and never shows
 * it.
 */
final class HandOver {
  /** The name that people see in their browser now. */
  private static final String VENDOR =
      "ICA is Illumina BioInsight Platform Core, previously Illumina Connected Analytics. Its page on this:\n"
          + "https://help.connected.illumina.com/connected-analytics/home/h-storage/s-awss3";

  private HandOver() {}

  static String text(RegistrationWish wish, String secretArn, String secretRegion) {
    var lines = new StringJoiner("\n");
    lines.add(VENDOR);
    lines.add("1. In ICA, System Settings > Storage > Credentials, +New:");
    lines.add("   Name: " + wish.names().credential());
    lines.add("   Type: AWS user");
    addKey(lines, secretArn, secretRegion, "");
    lines.add("2. System Settings > Storage > Configurations, +New:");
    lines.add("   Name: " + wish.names().configuration());
    lines.add("   Type: AWS S3");
    lines.add("   Region: " + display(wish.region()));
    lines.add("   Storage credential: " + wish.names().credential());
    addDetails(lines, wish.awsDetails());
    if (wish.share()) {
      lines.add("   Then share it with the tenant.");
    }
    lines.add("3. Wait until the configuration's status is OK; ERROR comes with ICA's reason.");
    return lines.toString();
  }

  /** For a key that takes the place of the one that ICA has. */
  static String newKeyText(
      RegistrationWish wish, String secretArn, String secretRegion, String label) {
    var lines = new StringJoiner("\n");
    lines.add(VENDOR);
    lines.add(
        "1. In ICA, System Settings > Storage > Credentials, "
            + wish.names().credential()
            + " (or the name that");
    lines.add("   the connection's credential has there): replace its secrets.");
    addKey(lines, secretArn, secretRegion, " --version-stage " + label);
    lines.add(
        "2. System Settings > Storage > Configurations: validate "
            + wish.names().configuration()
            + " (or the");
    lines.add("   configuration of this bucket) and wait until its status is OK.");
    return lines.toString();
  }

  private static void addKey(
      StringJoiner lines, String secretArn, String secretRegion, String option) {
    lines.add(
        "   Access key ID, Secret access key: the fields accessKeyId and secretAccessKey of the secret");
    lines.add("   " + secretArn);
    lines.add(
        "   (aws secretsmanager get-secret-value --region "
            + secretRegion
            + option
            + " --secret-id "
            + secretArn
            + ")");
  }

  private static void addDetails(StringJoiner lines, AwsDetails details) {
    lines.add("   Bucket name: " + details.bucketName());
    lines.add(
        "   Key prefix: " + (details.keyPrefix() == null ? "(leave empty)" : details.keyPrefix()));
    if (details.serverSideEncryptionKey() != null) {
      lines.add("   Server side encryption, Algorithm: " + details.serverSideEncryptionAlgorithm());
      lines.add("   Server side encryption, Key Name: " + details.serverSideEncryptionKey());
    }
  }

  /** {@code United States (us-east-1)}. */
  private static String display(IcaRegion region) {
    var words = new StringJoiner(" ", "", " (" + region.code() + ")");
    for (String word : region.name().split("_", -1)) {
      words.add(word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }
}
