package icaconnect.registration;

import static java.util.stream.Collectors.joining;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.Ica;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Empty before the first registration, where the deployer has given none. */
  Optional<String> expected() {
    return deployers.or(known::id);
  }

  /**
   * Compares before any key is handed over. What the key's owner keeps in ICA is in the key's
   * tenant; where there is nothing yet, it must see projects, and of that tenant only: a guest in
   * one of ours sees those of its own, too.
   */
  void check(Ica ica) {
    expected()
        .ifPresent(id -> {
          Set<String> storage = ica.tenantsOfStorage();
          Set<String> seen = storage.isEmpty() ? ica.tenantsOfProjects() : storage;
          if (!seen.equals(Set.of(id))) {
            throw differs("The API key is not known to belong to the ICA tenant " + id);
          }
        });
  }

  /**
   * Where nothing is expected, the API key alone decides whose ICA gets a key: it has to be the
   * stack's, and one that teaches a tenant, or every later request would decide it again.
   *
   * @param chosen whether the request has chosen the API key
   */
  void checkHandOver(Ica ica, boolean chosen) {
    if (expected().isPresent()) {
      return;
    }
    Set<String> storage = ica.tenantsOfStorage();
    if (chosen || storage.size() > 1) {
      throw new Refused(
          Code.ICA_TENANT_UNKNOWN,
          "No ICA tenant is known yet, and "
              + (chosen
                  ? "the request chooses the API key, which would decide it"
                  : "the API key's owner sees storage of several")
              + ". No access key was handed over. The owner sees storage of "
              + (storage.isEmpty()
                  ? "none"
                  : storage.stream().map(String::valueOf).sorted().collect(joining(", ")))
              + ".",
          "Have IcaTenantId given by who deploys the stack, and use an API key whose owner sees storage of that tenant and of no other.");
    }
  }

  /**
   * Compares what ICA has made, which is surely the key's tenant's. The key is known there by now.
   *
   * @param tenantId whose ICA says that it is
   */
  void checkMade(@Nullable String tenantId, String what) {
    expected()
        .filter(id -> !id.equals(tenantId))
        .ifPresent(id -> {
          throw new Refused(
              Code.ICA_TENANT_DIFFERS,
              "ICA made the "
                  + what
                  + " in the tenant "
                  + tenantId
                  + ", and this stack expects "
                  + id
                  + ".",
              "Use an API key of that tenant. The connection's access key is known in the other one: where it still is in IAM, delete it in IAM, and connect again.");
        });
  }

  /**
   * Learns it from the first registration that is made; of two first ones the second is refused,
   * and taken back. By lists, which ICA answers without looking at a validation; where they show
   * several tenants, nobody can tell, and no key was handed over.
   */
  void learn(Ica ica) {
    if (expected().isPresent()) {
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
        "Use an API key of that tenant, whose owner sees storage, or before there is any projects, of no other, or have"
            + " IcaTenantId given by who deploys the stack.");
  }
}
