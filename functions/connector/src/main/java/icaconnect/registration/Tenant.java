package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.Ica;
import java.util.Optional;
import java.util.Set;

/**
 * The ICA tenant that the deployer expects connections in: an API key alone decides it otherwise.
 */
final class Tenant {
  private Tenant() {}

  /**
   * Compares before any key is handed over. What the key's owner keeps in ICA is in the key's
   * tenant; where there is nothing yet, it must at least see a project of it.
   */
  static void check(Optional<String> expected, Ica ica) {
    expected.ifPresent(id -> {
      Set<String> storage = ica.tenantsOfStorage();
      boolean right =
          storage.isEmpty() ? ica.tenantsOfProjects().contains(id) : storage.equals(Set.of(id));
      if (!right) {
        throw new Refused(
            Code.ICA_TENANT_DIFFERS,
            "The API key is not known to belong to the ICA tenant "
                + id
                + ", which this stack expects.",
            "Use an API key of that tenant, whose owner sees a project or storage there, or have"
                + " IcaTenantId changed by who deploys the stack.");
      }
    });
  }
}
