package icaconnect.registration;

import icaconnect.ica.AwsCredentials;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.Ica;
import icaconnect.ica.NewConfiguration;
import icaconnect.ica.Region;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.StorageCredential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** An ICA that remembers, records each write, and can fail before or after the deed. */
final class RememberedIca implements Ica {
  static final Region US =
      new Region("region-us", "US", "North Virginia", new Region.Country("US", "United States"));

  final List<String> writes = new ArrayList<>();
  final List<StorageCredential> credentials = new ArrayList<>();
  final List<StorageConfiguration> configurations = new ArrayList<>();
  final Map<String, AwsCredentials> keys = new HashMap<>();
  Supplier<RuntimeException> beforeCreate = () -> null;
  Supplier<RuntimeException> afterCreate = () -> null;
  String status = "OK";
  Set<String> storageTenants = Set.of();
  Set<String> projectTenants = Set.of();
  String madeIn = RegistrationScene.OURS;

  @Override
  public Set<String> tenantsOfStorage() {
    return storageTenants;
  }

  @Override
  public Set<String> tenantsOfProjects() {
    return projectTenants;
  }

  @Override
  public List<Region> regions() {
    return List.of(US);
  }

  @Override
  public List<StorageCredential> credentials() {
    return List.copyOf(credentials);
  }

  @Override
  public StorageCredential createCredential(String name, AwsCredentials key) {
    writes.add("create credential " + name);
    throwIfAny(beforeCreate);
    var created =
        new StorageCredential(
            "credential-" + credentials.size(), name, StorageCredential.AWS_USER, madeIn);
    credentials.add(created);
    keys.put(created.id(), key);
    throwIfAny(afterCreate);
    return created;
  }

  @Override
  public void updateSecrets(String credentialId, AwsCredentials key) {
    writes.add("update " + credentialId);
    keys.put(credentialId, key);
  }

  @Override
  public List<StorageConfiguration> configurations() {
    return List.copyOf(configurations);
  }

  @Override
  public StorageConfiguration configuration(String configurationId) {
    return configurations.stream()
        .filter(one -> one.id().equals(configurationId))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public StorageConfiguration createConfiguration(NewConfiguration wanted) {
    writes.add("create configuration " + wanted.name() + " on " + wanted.storageCredentialId());
    throwIfAny(beforeCreate);
    var created = configured(wanted.name(), wanted.awsDetails());
    throwIfAny(afterCreate);
    return created;
  }

  @Override
  public void share(String configurationId) {
    writes.add("share " + configurationId);
  }

  @Override
  public void validate(String configurationId) {
    writes.add("validate " + configurationId);
  }

  StorageConfiguration configured(String name, AwsDetails details) {
    var created =
        new StorageConfiguration(
            "configuration-" + configurations.size(),
            name,
            StorageConfiguration.AWS_S3,
            status,
            null,
            US,
            new StorageConfiguration.Details(details));
    configurations.add(created);
    return created;
  }

  private static void throwIfAny(Supplier<RuntimeException> fault) {
    RuntimeException failure = fault.get();
    if (failure != null) {
      throw failure;
    }
  }
}
