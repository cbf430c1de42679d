package icaconnect.credential;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsCredentials;
import icaconnect.step.Step;

/** Asks AWS whose an access key is: by the one call that needs no permission. */
@FunctionalInterface
public interface KeyOwner {
  /**
   * The ARN of whoever the key belongs to; throws {@link icaconnect.failure.TryAgain} while AWS
   * does not know the key.
   */
  String arn(AwsCredentials key);

  /** The same key, where it is that of the connection's user. */
  default AwsCredentials proven(Step step, AwsCredentials key) {
    String owner = arn(key);
    if (!step.isUser(owner)) {
      throw new Refused(
          Code.KEY_OF_ANOTHER,
          "The access key "
              + key.accessKeyId()
              + " in the connection's secret is that of "
              + owner
              + ", not of "
              + step.userArn()
              + ", and was handed to nobody.",
          "Look who put it there (CloudTrail: PutSecretValue), delete the secret, and connect again.");
    }
    return key;
  }
}
