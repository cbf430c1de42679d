package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.CreateOnce;
import icaconnect.ica.Ica;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.StorageCredential;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries a plan out in ICA, and enters each step in the journal before and after it. */
final class Registrar {
  private final Ica ica;
  private final Tenant tenant;
  private final CreateOnce createOnce;
  private final Consumer<RegistrationEntry> journal;
  private RegistrationEntry entry;

  Registrar(
      Ica ica,
      Tenant tenant,
      CreateOnce createOnce,
      Consumer<RegistrationEntry> journal,
      RegistrationEntry before) {
    this.ica = ica;
    this.tenant = tenant;
    this.createOnce = createOnce;
    this.journal = journal;
    this.entry = before;
  }

  /** The entry in its last state, with both ids. */
  RegistrationEntry apply(
      RegistrationPlan plan, RegistrationWish wish, Supplier<AwsCredentials> key) {
    String credentialId = apply(plan.credential(), key);
    String configurationId = apply(plan.configuration(), wish, credentialId);
    if (plan.share()) {
      ica.share(configurationId);
      enter(entry.withShared());
    }
    if (plan.validate()) {
      ica.validate(configurationId);
      enter(entry.withValidated());
    }
    return entry;
  }

  private String apply(StorageCredentialPlan plan, Supplier<AwsCredentials> key) {
    return switch (plan) {
      case StorageCredentialPlan.Keep(String id) -> id;
      case StorageCredentialPlan.CreateCredential(String name) -> createCredential(name, key.get());
      case StorageCredentialPlan.AdoptCredential(String id, String name) ->
          update(id, name, key.get());
      case StorageCredentialPlan.UpdateSecrets(String id, String name) ->
          update(id, name, key.get());
    };
  }

  private String createCredential(String name, AwsCredentials key) {
    StorageCredential created =
        create(
            "storage credential " + name,
            entry.creatingCredential(name),
            () -> ica.createCredential(name, key),
            () -> credential(name));
    enter(entry.holding(name, created.id(), key.accessKeyId()));
    tenant.checkMade(created.tenantId(), "storage credential " + name);
    return created.id();
  }

  private String update(String id, String name, AwsCredentials key) {
    ica.updateSecrets(id, key);
    enter(entry.holding(name, id, key.accessKeyId()));
    return id;
  }

  private String apply(ConfigurationPlan plan, RegistrationWish wish, String credentialId) {
    return switch (plan) {
      case ConfigurationPlan.Keep(StorageConfiguration kept) -> kept.id();
      case ConfigurationPlan.AdoptConfiguration(StorageConfiguration found) -> configured(found);
      case ConfigurationPlan.CreateConfiguration(String name, String regionId) ->
          configured(
              create(
                  "storage configuration " + name,
                  entry.creatingConfiguration(name),
                  () -> ica.createConfiguration(wish.configuration(credentialId, regionId)),
                  () -> configuration(wish, regionId)));
    };
  }

  private String configured(StorageConfiguration configuration) {
    enter(entry.configured(configuration.name(), configuration.id()));
    return configuration.id();
  }

  /**
   * A name that is taken in the very moment is for the next try's plan to judge, which lists first.
   */
  private <T> T create(
      String what, RegistrationEntry intent, Supplier<T> create, Supplier<Optional<T>> lookUp) {
    RegistrationEntry before = entry;
    enter(intent);
    try {
      return createOnce.run(create, lookUp);
    } catch (IcaFailure.Conflict e) {
      // Else the next execution would take theirs for ours.
      enter(before);
      if (lookUp.get().isPresent()) {
        throw new TryAgain("Somebody made the " + what + " in the same moment.", e);
      }
      throw new Refused(
          Code.ICA_NAME_TAKEN,
          "ICA does not create the " + what + ": " + e.getMessage() + ".",
          "Choose another name for it, or let its owner share it.");
    }
  }

  private Optional<StorageCredential> credential(String name) {
    return ica.credentials().stream()
        .filter(one -> name.equals(one.name()) && one.isAwsUser())
        .findFirst();
  }

  private Optional<StorageConfiguration> configuration(RegistrationWish wish, String regionId) {
    return ica.configurations().stream()
        .filter(one -> wish.names().configuration().equals(one.name()))
        .filter(one -> Agreement.difference(wish, regionId, one).isEmpty())
        .findFirst();
  }

  private void enter(RegistrationEntry next) {
    entry = next;
    journal.accept(next);
  }
}
