package icaconnect.aws.environment;

import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of requests as the environment says: CROSS_ACCOUNT_ROLE_PATTERN, ADOPTABLE_PATTERN and
 * ICA_API_KEY_SECRET_PATTERN, of which a function without one allows nothing; and OWN_BUCKETS, the
 * names of this stack's own buckets.
 */
public final class DeployersLimits {
  private DeployersLimits() {}

  public static Limits ofEnvironment() {
    return new Limits(
        NamePattern.of(System.getenv("CROSS_ACCOUNT_ROLE_PATTERN")),
        NamePattern.of(System.getenv("ADOPTABLE_PATTERN")),
        NamePattern.of(System.getenv("ICA_API_KEY_SECRET_PATTERN")),
        Set.of(Optional.ofNullable(System.getenv("OWN_BUCKETS")).orElse("").split(",")));
  }
}
