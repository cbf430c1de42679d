package icaconnect.registration;

import icaconnect.report.Finding;
import java.util.List;

/** What a registration would change in ICA; nothing at all when both are kept. */
public record RegistrationPlan(
    StorageCredentialPlan credential,
    ConfigurationPlan configuration,
    boolean share,
    boolean validate,
    List<Finding> findings) {}
