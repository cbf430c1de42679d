package icaconnect.connection;

import java.util.Map;
import java.util.Optional;

/**
 * The tags by which an installation knows what it made for a bucket.
 *
 * @param earlier a record of ours speaks of it, so it may be from the time before tags named the
 *     installation
 */
public record Mark(String bucket, String installation, boolean earlier) {
  /** The same mark, which an old record may stand in for. */
  public Mark earlier(boolean recorded) {
    return new Mark(bucket, installation, recorded);
  }

  public boolean isOn(Map<String, String> tags) {
    return bucket.equals(tags.get(Ours.BUCKET_TAG))
        && installationOf(tags).map(installation::equals).orElse(earlier);
  }

  /** The installation that these tags name, when it is not this one. */
  public Optional<String> otherInstallation(Map<String, String> tags) {
    return installationOf(tags).filter(name -> !name.equals(installation));
  }

  public Map<String, String> tags() {
    return Map.of(Ours.BUCKET_TAG, bucket, Ours.INSTALLATION_TAG, installation);
  }

  private static Optional<String> installationOf(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(Ours.INSTALLATION_TAG));
  }
}
