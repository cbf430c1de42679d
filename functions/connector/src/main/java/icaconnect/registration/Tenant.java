package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.Ica;
import java.util.Optional;
import java.util.Set;

/**
 * The ICA tenant that connections belong in: an API key alone would decide it. The deployer's word
 * counts; without it, what the first registration has taught.
 */
final class Tenant {
  private final Optional<String> deployers;
  private final KnownTenant known;

  Tenant(Optional<String> deployers, KnownTenant known) {
    this.deployers = deployers;
    this.known = known;
  }

  /**
   * Compares before any key is handed over. What the key's owner keeps in ICA is in the key's
   * tenant; where there is nothing yet, it must at least see a project of it.
   */
  void check(Ica ica) {
    deployers
        .or(known::id)
        .ifPresent(id -> {
          Set<String> storage = ica.tenantsOfStorage();
          boolean right =
              storage.isEmpty() ? ica.tenantsOfProjects().contains(id) : storage.equals(Set.of(id));
          if (!right) {
            throw differs("The API key is not known to belong to the ICA tenant " + id);
          }
        });
  }

  /**
   * Learns it from the first registration that is made; of two first ones the second is refused,
   * and taken back. By lists, which ICA answers without looking at a validation; where they show
   * several tenants, nobody can tell.
   */
  void learn(Ica ica) {
    if (deployers.isPresent() || known.id().isPresent()) {
      return;
    }
    Set<String> storage = ica.tenantsOfStorage();
    storage.stream()
        .filter(id -> id != null && storage.size() == 1 && !known.learn(id).equals(id))
        .findFirst()
        .ifPresent(id -> {
          throw differs(
              "The connection was registered in the ICA tenant " + id + ", not in the one");
        });
  }

  private static Refused differs(String what) {
    return new Refused(
        Code.ICA_TENANT_DIFFERS,
        what + ", which this stack expects.",
        "Use an API key of that tenant, whose owner sees a project or storage there, or have"
            + " IcaTenantId given by who deploys the stack.");
  }
}
