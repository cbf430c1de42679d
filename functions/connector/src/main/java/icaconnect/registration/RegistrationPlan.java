package icaconnect.registration;

import icaconnect.report.Finding;
import java.util.List;

/** What a registration would change in ICA; nothing at all when both are kept. */
public record RegistrationPlan(
    StorageCredentialPlan credential,
    ConfigurationPlan configuration,
    boolean share,
    boolean validate,
    List<Finding> findings) {
  /** Whether ICA gets an access key that it does not have. */
  boolean handsOver() {
    return !(credential instanceof StorageCredentialPlan.Keep);
  }
}
