package icaconnect.verify;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AWS refused what the probe tried; says the error's code and nothing secret. */
public final class ProbeFailure extends RuntimeException {
  public ProbeFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null, unlike other exceptions'. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
