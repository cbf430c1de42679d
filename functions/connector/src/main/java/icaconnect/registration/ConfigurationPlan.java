package icaconnect.registration;

import icaconnect.ica.StorageConfiguration;

/** What to do about the storage configuration. The API can change none, so there is no edit. */
public sealed interface ConfigurationPlan {
  /** It is there and ours. */
  record Keep(StorageConfiguration configuration) implements ConfigurationPlan {}

  record CreateConfiguration(String name, String regionId) implements ConfigurationPlan {}

  /** It is there by this name and for this region, bucket and prefix, made by somebody else. */
  record AdoptConfiguration(StorageConfiguration configuration) implements ConfigurationPlan {}
}
