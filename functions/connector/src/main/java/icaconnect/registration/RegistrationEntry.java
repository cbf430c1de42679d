package icaconnect.registration;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;

/**
 * The journal's entry: names before ICA is asked to create them, ids as soon as ICA has told them.
 *
 * @param accessKeyId the key that ICA has confirmed to hold; without its secret
 * @param validated whether a validation was started since the last change
 */
public record RegistrationEntry(
    Optional<String> credentialName,
    Optional<String> credentialId,
    Optional<String> accessKeyId,
    Optional<String> configurationName,
    Optional<String> configurationId,
    boolean shared,
    boolean validated) {

  public static final RegistrationEntry NONE =
      new RegistrationEntry(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  /** Empty where a field of it is of another kind. */
  static Optional<RegistrationEntry> read(JsonNode entry) {
    try {
      return Optional.of(Json.MAPPER.convertValue(entry, RegistrationEntry.class));
    } catch (IllegalArgumentException ofAnotherKind) {
      return Optional.empty();
    }
  }

  RegistrationEntry creatingCredential(String name) {
    return new RegistrationEntry(
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        configurationName,
        configurationId,
        shared,
        false);
  }

  RegistrationEntry holding(String name, String id, String key) {
    return new RegistrationEntry(
        Optional.of(name),
        Optional.of(id),
        Optional.of(key),
        configurationName,
        configurationId,
        shared,
        false);
  }

  RegistrationEntry creatingConfiguration(String name) {
    return new RegistrationEntry(
        credentialName,
        credentialId,
        accessKeyId,
        Optional.of(name),
        Optional.empty(),
        false,
        false);
  }

  RegistrationEntry configured(String name, String id) {
    return new RegistrationEntry(
        credentialName,
        credentialId,
        accessKeyId,
        Optional.of(name),
        Optional.of(id),
        shared,
        false);
  }

  RegistrationEntry withShared() {
    return new RegistrationEntry(
        credentialName,
        credentialId,
        accessKeyId,
        configurationName,
        configurationId,
        true,
        validated);
  }

  RegistrationEntry withValidated() {
    return new RegistrationEntry(
        credentialName,
        credentialId,
        accessKeyId,
        configurationName,
        configurationId,
        shared,
        true);
  }
}
