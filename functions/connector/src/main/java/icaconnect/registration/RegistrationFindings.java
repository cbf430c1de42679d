package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.StorageConfiguration;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** What a person should know about the ICA side. */
final class RegistrationFindings {
  private RegistrationFindings() {}

  static List<Finding> of(
      RegistrationWish wish,
      StorageCredentialPlan credential,
      ConfigurationPlan configuration,
      List<StorageConfiguration> all) {
    var findings = new ArrayList<Finding>();
    if (credential instanceof StorageCredentialPlan.AdoptCredential(_, String name)) {
      findings.add(
          Finding.info(
              Code.ICA_CREDENTIAL_ADOPTED,
              "The storage credential "
                  + name
                  + " is there already; connecting puts this connection's key into it.",
              "Nothing to do, unless another storage configuration lives by its former key."));
    }
    if (credential instanceof StorageCredentialPlan.CreateCredential(String name)
        && !(configuration instanceof ConfigurationPlan.CreateConfiguration)) {
      findings.add(
          Finding.warning(
              Code.ICA_CONFIGURATION_OF_OTHER_CREDENTIAL,
              "The storage configuration "
                  + wish.names().configuration()
                  + " is there already, and the storage credential "
                  + name
                  + " is new, so it uses another one.",
              "In ICA, give the configuration that credential; the API cannot."));
    }
    if (configuration instanceof ConfigurationPlan.AdoptConfiguration(StorageConfiguration found)) {
      findings.add(
          Finding.info(
              Code.ICA_CONFIGURATION_ADOPTED,
              "The storage configuration "
                  + found.name()
                  + " is there already for this bucket; ICA's API does not tell which"
                  + " storage credential it uses.",
              "In ICA, check that it uses the storage credential "
                  + wish.names().credential()
                  + "."));
      addEncryption(findings, wish.awsDetails(), found);
    }
    if (configuration instanceof ConfigurationPlan.Keep(StorageConfiguration kept)) {
      addEncryption(findings, wish.awsDetails(), kept);
    }
    all.stream()
        .filter(one -> !wish.names().configuration().equals(one.name()))
        .filter(one ->
            one.awsDetails()
                .filter(details -> Agreement.overlap(wish.awsDetails(), details))
                .isPresent())
        .forEach(one -> findings.add(overlapping(one)));
    return List.copyOf(findings);
  }

  private static void addEncryption(
      List<Finding> findings, AwsDetails wanted, StorageConfiguration found) {
    if (found
        .awsDetails()
        .filter(details -> !Agreement.sameEncryption(wanted, details))
        .isPresent()) {
      findings.add(
          Finding.warning(
              Code.ICA_ENCRYPTION_DIFFERS,
              "The storage configuration "
                  + found.name()
                  + " names another encryption than the bucket has now, and"
                  + " ICA's API cannot change it.",
              "Connect under another storageConfigurationName, or change it in ICA."));
    }
  }

  private static Finding overlapping(StorageConfiguration other) {
    return Finding.warning(
        Code.ICA_BUCKET_ALREADY_CONFIGURED,
        "The storage configuration " + other.name() + " covers the same folder of this bucket.",
        "Let projects use one of the two only, or ICA reports conflicts while updating files.");
  }

  /** Whose ICA it is: an API key alone decides that, and nobody sees it from a key. */
  static Finding tenant(StorageConfiguration configuration) {
    String name = configuration.tenantName();
    return Finding.info(
        Code.ICA_TENANT,
        "The connection is registered in the ICA tenant "
            + configuration.tenantId()
            + (name == null ? "" : " (" + name + ")")
            + ".",
        "Check that it is yours: this stack hands no access key to another one. Deploy with IcaTenantId="
            + configuration.tenantId()
            + " to say so yourself.");
  }

  /** ICA's own reason for an ERROR. */
  static Finding validationFailed(StorageConfiguration configuration) {
    String reason =
        configuration.errorMessage() == null ? "ICA gives no reason" : configuration.errorMessage();
    return Finding.error(
        Code.ICA_VALIDATION_FAILED,
        "ICA cannot use the storage configuration " + configuration.name() + ": " + reason,
        "Mend what ICA names and run connect again: it validates again.");
  }

  static Finding byHand() {
    return Finding.warning(
        Code.ICA_REGISTRATION_BY_HAND,
        "No ICA API key is configured, so a person registers this bucket in ICA: the output's field handOver says how.",
        "Once connect has run, do what handOver says, or configure the API key's secret and connect with it.");
  }

  static Finding newKeyByHand() {
    return Finding.warning(
        Code.ICA_NEW_KEY_BY_HAND,
        "No ICA API key is configured, so a person must give ICA the new key: the output's field handOver says how.",
        "Do what handOver says.");
  }

  static Finding staysInIca(String configuration, String credential) {
    return Finding.warning(
        Code.ICA_KEEPS_REGISTRATION,
        "ICA's API has no delete, so disconnecting leaves in ICA the storage configuration "
            + configuration
            + " and the storage credential "
            + credential
            + "; without the connection's key they open nothing.",
        "Remove or hide them in ICA under System Settings > Storage.");
  }
}
