package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import icaconnect.traffic.SessionPolicy;
import java.util.Optional;

/**
 * STS takes session policies of 2,048 characters. The one that ICA opens its sessions with names
 * the path, more than once as far as anybody outside knows, and what lies below the prefix too; ICA
 * says "requested path is too long" when it does not fit. So a quarter of it is where to worry.
 */
final class LongPrefix {
  private static final int WORRYING = SessionPolicy.LONGEST / 4;

  private LongPrefix() {}

  static Optional<Finding> warning(Step step, Optional<String> keyArn) {
    String prefix = step.connection().prefix().value();
    int length =
        SessionPolicy.of(step.account().partition(), step.bucket(), prefix, keyArn).length();
    return length <= WORRYING
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Code.PREFIX_LONG,
                "The prefix has "
                    + prefix.length()
                    + " characters, and a session policy that names it once has "
                    + length
                    + " of the "
                    + SessionPolicy.LONGEST
                    + " that STS takes: ICA may answer \"requested path is too long\".",
                "Use a shorter prefix."));
  }
}
