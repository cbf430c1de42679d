package icaconnect.aws.inspect;

import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;

/**
 * Why a version that is written to a bucket cannot be deleted again by ICA: retention that every
 * new object gets, or MFA Delete, which asks the root user's device.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
 */
final class Undeletable {
  private Undeletable() {}

  static Optional<String> reason(
      MFADeleteStatus mfaDelete, Optional<ObjectLockConfiguration> lock) {
    return lock.map(ObjectLockConfiguration::rule)
        .map(rule -> rule.defaultRetention())
        .map(Undeletable::retention)
        .or(() ->
            mfaDelete == MFADeleteStatus.ENABLED
                ? Optional.of(
                    "MFA Delete is on, and only the root user with a device can delete a version")
                : Optional.empty());
  }

  private static String retention(DefaultRetention retention) {
    String period =
        retention.years() == null ? retention.days() + " days" : retention.years() + " years";
    return "Object Lock keeps every new version for "
        + period
        + " ("
        + retention.modeAsString()
        + ")";
  }
}
