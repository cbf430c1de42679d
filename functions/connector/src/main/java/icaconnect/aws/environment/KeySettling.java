package icaconnect.aws.environment;

import java.time.Duration;

/** How long IAM may not list a new key, as the environment says: KEY_SETTLING_SECONDS. */
public final class KeySettling {
  private KeySettling() {}

  public static Duration ofEnvironment() {
    return Duration.ofSeconds(Long.parseLong(System.getenv("KEY_SETTLING_SECONDS")));
  }
}
