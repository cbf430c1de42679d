package icaconnect.inspect;

import icaconnect.step.AwsAccount;
import java.util.Optional;

/** Reads how a bucket's default encryption names its key. */
final class KmsKeys {
  private KmsKeys() {}

  /** The key's ARN from an ARN or a key id; empty for an alias, which policies cannot grant on. */
  static Optional<String> arn(String name, AwsAccount account, String region) {
    if (name.contains("alias/")) {
      return Optional.empty();
    }
    return Optional.of(
        name.startsWith("arn:")
            ? name
            : "arn:"
                + account.partition()
                + ":kms:"
                + region
                + ":"
                + account.id()
                + ":key/"
                + name);
  }
}
