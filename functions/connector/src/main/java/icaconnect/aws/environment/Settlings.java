package icaconnect.aws.environment;

import icaconnect.rewriting.Settling;
import java.time.Duration;

/** How long a document has to read the same, as the environment says: SETTLING_SECONDS. */
public final class Settlings {
  private Settlings() {}

  public static Settling ofEnvironment() {
    return Settling.of(Duration.ofSeconds(Long.parseLong(System.getenv("SETTLING_SECONDS"))));
  }
}
