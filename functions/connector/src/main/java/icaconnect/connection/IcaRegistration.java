package icaconnect.connection;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the request says about the ICA side. Limits: schemas CreateStorageCredential and
 * CreateStorageConfiguration of ICA's API.
 *
 * @param credentialName 1 to 150 characters; derived from the bucket's name when absent
 * @param configurationName 3 to 15 characters; derived from the bucket's name when absent
 * @param share whether everybody in the tenant may use the configuration
 * @param apiKeySecretArn the secret of the API key to sign in with, in place of the stack's
 */
public record IcaRegistration(
    Optional<String> credentialName,
    Optional<String> configurationName,
    boolean share,
    Optional<String> apiKeySecretArn) {

  private static final Pattern CREDENTIAL = Pattern.compile("[a-zA-Z0-9_-]{1,150}");
  private static final Pattern CONFIGURATION =
      Pattern.compile("(?=.{3,15}$)[a-z0-9][a-z0-9.-]*[a-z0-9]");
  private static final Pattern SECRET_ARN =
      Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[\\w/+=.@-]{1,512}");

  static IcaRegistration of(ConnectionRequest request) {
    return new IcaRegistration(
        Optional.ofNullable(request.storageCredentialName()),
        Optional.ofNullable(request.storageConfigurationName()),
        Boolean.TRUE.equals(request.shareStorageConfiguration()),
        Optional.ofNullable(request.icaApiKeySecretArn()));
  }

  static void check(ConnectionRequest request, Problems problems) {
    problems.unless(
        "storageCredentialName",
        request.storageCredentialName(),
        CREDENTIAL,
        "must be 1 to 150 letters, digits, _ or -");
    problems.unless(
        "storageConfigurationName",
        request.storageConfigurationName(),
        CONFIGURATION,
        "must be 3 to 15 lower-case letters, digits, . or -, with a letter or digit at both ends");
    problems.unless(
        "icaApiKeySecretArn",
        request.icaApiKeySecretArn(),
        SECRET_ARN,
        "must be the ARN of a secret in Secrets Manager");
  }
}
