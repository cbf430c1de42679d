package icaconnect.ica;

/**
 * The key that a user makes in the Illumina portal; it signs in as that user, so it shows nowhere.
 */
public record ApiKey(String value) {
  public ApiKey {
    // A line break would end the header that carries it.
    if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "the ICA API key must be printable ASCII without white space");
    }
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
