package icaconnect.credential;

import icaconnect.connection.Ours;
import icaconnect.step.Step;

/** What a connection's secret is called. */
public final class SecretNames {
  private SecretNames() {}

  /**
   * The name in the record, which may be older than installations' names, where it is the user's;
   * else the derived one.
   */
  public static String of(Step step) {
    return new ConnectionUser(step)
        .believed(step.journalled(JournalledCredential.NAME).flatMap(JournalledCredential::read))
        .map(entry -> of(entry, step))
        .orElseGet(() -> step.installation().secretName(step.connection().userName()));
  }

  private static String of(JournalledCredential entry, Step step) {
    String earlier = Ours.SECRET_PREFIX + entry.userName();
    return entry.nameOfSecret().equals(earlier)
        ? earlier
        : step.installation().secretName(entry.userName());
  }

  /** Whether it names no installation. */
  static boolean isEarlier(String name) {
    return name.lastIndexOf('/') < Ours.SECRET_PREFIX.length();
  }

  /**
   * The name in a secret's ARN, after which come a hyphen and six characters.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
   */
  static String ofArn(String arn) {
    return arn.replaceFirst("^.*:secret:", "").replaceFirst("-[A-Za-z0-9]{6}$", "");
  }
}
