package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.Region;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.StorageCredential;
import icaconnect.ica.ValidationStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decides what to do in ICA from the wish, what ICA lists now, and what the journal remembers. */
public final class RegistrationPlanner {
  private RegistrationPlanner() {}

  /**
   * The plan.
   *
   * @param accessKeyId the connection's present key; empty while it has none, in plan mode
   * @throws Refused when a name is taken by something else
   */
  public static RegistrationPlan plan(
      RegistrationWish wish, IcaNow now, RegistrationEntry before, Optional<String> accessKeyId) {
    Region region = new OfferedRegions(now.regions()).in(wish.region());
    StorageCredentialPlan credential = credential(wish, now.credentials(), before, accessKeyId);
    ConfigurationPlan configuration = configuration(wish, region, now.configurations(), before);
    boolean sharedAlready = before.shared() && configuration instanceof ConfigurationPlan.Keep;
    return new RegistrationPlan(
        credential,
        configuration,
        wish.share() && !sharedAlready,
        needsValidation(credential, configuration, before),
        RegistrationFindings.of(wish, credential, configuration, now.configurations()));
  }

  private static StorageCredentialPlan credential(
      RegistrationWish wish,
      List<StorageCredential> all,
      RegistrationEntry before,
      Optional<String> accessKeyId) {
    String name = wish.names().credential();
    var named = all.stream().filter(one -> name.equals(one.name())).toList();
    if (named.isEmpty()) {
      return new StorageCredentialPlan.CreateCredential(name);
    }
    StorageCredential found =
        single("storage credentials", name, named, StorageCredential::id, before.credentialId());
    if (!found.isAwsUser()) {
      throw taken(
          Code.ICA_CREDENTIAL_OF_OTHER_TYPE,
          "The storage credential " + name + " is of type " + found.type());
    }
    if (isOurs(found, before)) {
      boolean holdsKey = accessKeyId.isPresent() && before.accessKeyId().equals(accessKeyId);
      return holdsKey
          ? new StorageCredentialPlan.Keep(found.id())
          : new StorageCredentialPlan.UpdateSecrets(found.id(), name);
    }
    if (wish.names().derivedCredential() || wish.adoptExisting()) {
      return new StorageCredentialPlan.AdoptCredential(found.id(), name);
    }
    // Other configurations may live by its key, and the API does not tell.
    throw new Refused(
        Code.ICA_CREDENTIAL_NOT_OURS,
        "A storage credential " + name + " exists and was not made by this connection.",
        "Choose another storageCredentialName, or say adoptExisting to replace its key.");
  }

  /** Its id is known, or its name was entered before a create whose end nobody saw. */
  private static boolean isOurs(StorageCredential found, RegistrationEntry before) {
    return before
        .credentialId()
        .map(found.id()::equals)
        .orElse(before.credentialName().equals(Optional.of(found.name())));
  }

  private static ConfigurationPlan configuration(
      RegistrationWish wish,
      Region region,
      List<StorageConfiguration> all,
      RegistrationEntry before) {
    String name = wish.names().configuration();
    var named = all.stream().filter(one -> name.equals(one.name())).toList();
    if (named.isEmpty()) {
      return new ConfigurationPlan.CreateConfiguration(name, region.id());
    }
    StorageConfiguration found =
        single(
            "storage configurations",
            name,
            named,
            StorageConfiguration::id,
            before.configurationId());
    Agreement.difference(wish, region.id(), found)
        .ifPresent(difference -> {
          throw taken(
              Code.ICA_CONFIGURATION_DIFFERS,
              "The storage configuration " + name + " " + difference);
        });
    return before.configurationId().equals(Optional.of(found.id()))
        ? new ConfigurationPlan.Keep(found)
        : new ConfigurationPlan.AdoptConfiguration(found);
  }

  private static boolean needsValidation(
      StorageCredentialPlan credential, ConfigurationPlan configuration, RegistrationEntry before) {
    boolean failedLastTime =
        configuration instanceof ConfigurationPlan.Keep(StorageConfiguration kept)
            && kept.validationStatus() == ValidationStatus.ERROR;
    boolean changed =
        !(credential instanceof StorageCredentialPlan.Keep)
            || !(configuration instanceof ConfigurationPlan.Keep);
    return changed || failedLastTime || !before.validated();
  }

  private static <T> T single(
      String what, String name, List<T> named, Function<T, String> id, Optional<String> known) {
    return named.stream()
        .filter(one -> named.size() == 1 || known.equals(Optional.of(id.apply(one))))
        .findFirst()
        .orElseThrow(() ->
            taken(Code.ICA_NAME_AMBIGUOUS, named.size() + " " + what + " are called " + name));
  }

  private static Refused taken(Code code, String message) {
    return new Refused(code, message + ".", "Choose another name for it in the request.");
  }
}
