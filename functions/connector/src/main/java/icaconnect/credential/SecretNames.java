package icaconnect.credential;

import icaconnect.connection.Ours;
import icaconnect.step.Step;

/** What a connection's secret is called. */
public final class SecretNames {
  private SecretNames() {}

  /** The name in the record, which may be older than installations' names; else the derived one. */
  public static String of(Step step) {
    return step.journalled(JournalledCredential.NAME)
        .map(JournalledCredential::read)
        .map(entry -> entry.secretName().orElseGet(() -> Ours.SECRET_PREFIX + entry.userName()))
        .orElseGet(() -> step.installation().secretName(step.connection().userName()));
  }

  /**
   * The name in a secret's ARN, after which come a hyphen and six characters.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
   */
  static String ofArn(String arn) {
    return arn.replaceFirst("^.*:secret:", "").replaceFirst("-[A-Za-z0-9]{6}$", "");
  }
}
