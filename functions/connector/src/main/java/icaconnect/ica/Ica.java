package icaconnect.ica;

import java.util.List;
import java.util.Set;

/**
 * What the steps ask of ICA's storage API. There is no delete. Every method may throw {@link
 * IcaFailure}; the two creates throw {@link IcaFailure.OutcomeUnknown} when the answer got lost.
 */
public interface Ica {
  List<Region> regions();

  List<StorageCredential> credentials();

  /** The tenants of the credentials and configurations that the API key's owner sees. */
  Set<String> tenantsOfStorage();

  /** The tenants of the projects that the API key's owner sees. */
  Set<String> tenantsOfProjects();

  /** Creates a credential of type AWS_USER; use it through {@link CreateOnce}. */
  StorageCredential createCredential(String name, AwsCredentials key);

  /** Replaces the key that ICA works with from now on. */
  void updateSecrets(String credentialId, AwsCredentials key);

  List<StorageConfiguration> configurations();

  StorageConfiguration configuration(String configurationId);

  /** Use it through {@link CreateOnce}. */
  StorageConfiguration createConfiguration(NewConfiguration configuration);

  /** Shows the configuration to everybody in the tenant. */
  void share(String configurationId);

  /** Starts a validation and returns at once; the configuration's status tells how it went. */
  void validate(String configurationId);
}
