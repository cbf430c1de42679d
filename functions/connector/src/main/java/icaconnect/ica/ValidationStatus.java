package icaconnect.ica;

import java.util.Arrays;

/** How far ICA is with the validation of a storage configuration. */
public enum ValidationStatus {
  /** Takes minutes. */
  INITIALIZING,
  OK,
  ERROR,
  /** A state that this version does not know. */
  OTHER;

  static ValidationStatus of(String text) {
    return Arrays.stream(values())
        .filter(status -> status.name().equals(text))
        .findFirst()
        .orElse(OTHER);
  }
}
