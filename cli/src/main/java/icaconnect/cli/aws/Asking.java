package icaconnect.cli.aws;

import icaconnect.evidence.Known;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks what the caller may not be allowed to ask. */
final class Asking {
  private Asking() {}

  static <T> Known<T> known(Supplier<T> ask) {
    try {
      return new Known.Is<>(ask.get());
    } catch (SdkException | AwsFailure | Refused | TryAgain e) {
      return new Known.Not<>(String.valueOf(e.getMessage()));
    }
  }
}
