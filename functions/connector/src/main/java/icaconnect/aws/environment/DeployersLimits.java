package icaconnect.aws.environment;

import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;

/**
 * The limits of requests as the environment says: CROSS_ACCOUNT_ROLE_PATTERN, ADOPTABLE_PATTERN and
 * ICA_API_KEY_SECRET_PATTERN. A function without one of them allows nothing of it.
 */
public final class DeployersLimits {
  private DeployersLimits() {}

  public static Limits ofEnvironment() {
    return new Limits(
        NamePattern.of(System.getenv("CROSS_ACCOUNT_ROLE_PATTERN")),
        NamePattern.of(System.getenv("ADOPTABLE_PATTERN")),
        NamePattern.of(System.getenv("ICA_API_KEY_SECRET_PATTERN")));
  }
}
