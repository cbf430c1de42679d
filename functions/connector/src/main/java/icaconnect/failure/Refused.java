package icaconnect.failure;

import icaconnect.code.Code;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person must change something in the account first; waiting does not help. The message starts
 * with a stable code, then says why and what to do, and ends with where the code is explained.
 */
public final class Refused extends RuntimeException {
  private final Code code;

  public Refused(Code code, String message, String remedy) {
    this(code, message, remedy, null);
  }

  public Refused(Code code, String message, String remedy, @Nullable Throwable cause) {
    super(code + ": " + message + " Remedy: " + remedy + " See " + code.link() + ".", cause);
    this.code = code;
  }

  /** Never null, unlike other exceptions'. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Code code() {
    return code;
  }
}
