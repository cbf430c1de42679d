package icaconnect.registration;

import icaconnect.ica.Ica;
import icaconnect.ica.Region;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.StorageCredential;
import java.util.List;

/** What ICA lists now. */
public record IcaNow(
    List<Region> regions,
    List<StorageCredential> credentials,
    List<StorageConfiguration> configurations) {

  static IcaNow read(Ica ica) {
    return new IcaNow(ica.regions(), ica.credentials(), ica.configurations());
  }
}
