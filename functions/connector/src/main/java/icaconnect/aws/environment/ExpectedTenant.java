package icaconnect.aws.environment;

import java.util.Optional;

/** The id of the ICA tenant that connections may be registered in: ICA_TENANT_ID. */
public final class ExpectedTenant {
  private ExpectedTenant() {}

  public static Optional<String> ofEnvironment() {
    return Optional.ofNullable(System.getenv("ICA_TENANT_ID")).filter(id -> !id.isBlank());
  }
}
