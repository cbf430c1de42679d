package icaconnect.aws.environment;

import icaconnect.bucketpolicy.OwnRoles;
import java.util.Optional;

/**
 * The application's own roles as the environment says: APPLICATION_ROLES_ARN_PATTERN and each
 * role's ARN.
 */
public final class RolesOfFunctions {
  private RolesOfFunctions() {}

  public static OwnRoles ofEnvironment() {
    return OwnRoles.of(
        variable("APPLICATION_ROLES_ARN_PATTERN").orElse(""),
        ThisStack.name(),
        variable("CORS_ROLE_ARN"),
        variable("BUCKET_POLICY_ROLE_ARN"),
        variable("VERIFY_ROLE_ARN"));
  }

  /** Whose work it is to make users. */
  public static Optional<String> ofUsers() {
    return variable("IAM_ROLE_ARN");
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
