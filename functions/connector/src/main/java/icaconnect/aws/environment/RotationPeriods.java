package icaconnect.aws.environment;

import icaconnect.rotation.Periods;
import java.time.Duration;

/**
 * The periods of a rotation as the environment says, in seconds: OVERLAP_SECONDS and QUIET_SECONDS.
 */
public final class RotationPeriods {
  private RotationPeriods() {}

  public static Periods ofEnvironment() {
    return new Periods(seconds("OVERLAP_SECONDS"), seconds("QUIET_SECONDS"));
  }

  private static Duration seconds(String name) {
    return Duration.ofSeconds(Long.parseLong(System.getenv(name)));
  }
}
