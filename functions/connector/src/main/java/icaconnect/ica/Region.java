package icaconnect.ica;

import org.jspecify.annotations.Nullable;

/**
 * A region that the user may work in.
 *
 * @param code ICA's own, such as {@code US}: not an AWS region's code
 */
public record Region(String id, String code, String cityName, @Nullable Country country) {
  /** The country of a region; its code is ISO's. */
  public record Country(String code, String name) {}

  public @Nullable String countryCode() {
    return country == null ? null : country.code();
  }
}
