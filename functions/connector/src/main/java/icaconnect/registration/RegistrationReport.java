package icaconnect.registration;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.ValidationStatus;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.StepName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The step's report: changes in from/to terms, ids, and ICA's status. */
final class RegistrationReport {
  static final String NAME = StepName.REGISTRATION;
  static final String CREDENTIAL_ID = "storageCredentialId";
  static final String CONFIGURATION_ID = "storageConfigurationId";
  static final String STATUS = "icaStatus";

  /** The status while ICA knows nothing of the connection. */
  static final String NOT_REGISTERED = "NOT_REGISTERED";

  private RegistrationReport() {}

  /** What the plan would do, before anything is done. */
  static Report planned(
      RegistrationPlan plan,
      RegistrationWish wish,
      WhoseIca whose,
      RegistrationEntry before,
      Optional<String> key) {
    var outputs = new HashMap<String, String>();
    switch (plan.credential()) {
      case StorageCredentialPlan.Keep(String id) -> outputs.put(CREDENTIAL_ID, id);
      case StorageCredentialPlan.AdoptCredential(String id, _) -> outputs.put(CREDENTIAL_ID, id);
      case StorageCredentialPlan.UpdateSecrets(String id, _) -> outputs.put(CREDENTIAL_ID, id);
      case StorageCredentialPlan.CreateCredential _ -> {}
    }
    listed(plan).ifPresent(found -> outputs.put(CONFIGURATION_ID, found.id()));
    outputs.put(STATUS, listed(plan).map(StorageConfiguration::status).orElse(NOT_REGISTERED));
    return report(plan, wish, whose, before, key, outputs);
  }

  /**
   * What was done; the status is ICA's last word, or INITIALIZING when a validation has just begun.
   */
  static Report done(
      RegistrationPlan plan,
      RegistrationWish wish,
      WhoseIca whose,
      RegistrationEntry before,
      Optional<String> key,
      RegistrationEntry after) {
    var outputs = new HashMap<String, String>();
    outputs.put(CREDENTIAL_ID, after.credentialId().orElseThrow());
    outputs.put(CONFIGURATION_ID, after.configurationId().orElseThrow());
    outputs.put(
        STATUS,
        listed(plan)
            .filter(_ -> !plan.validate())
            .map(StorageConfiguration::status)
            .orElse(ValidationStatus.INITIALIZING.name()));
    return report(plan, wish, whose, before, key, outputs);
  }

  /**
   * What of the plan is known before there is a key. That a credential of ours gets the
   * connection's key follows from the credential step, which may make a new one.
   */
  static Report writes(
      RegistrationPlan plan, RegistrationWish wish, WhoseIca whose, RegistrationEntry before) {
    StorageCredentialPlan credential =
        plan.credential() instanceof StorageCredentialPlan.UpdateSecrets(String id, _)
            ? new StorageCredentialPlan.Keep(id)
            : plan.credential();
    var known =
        new RegistrationPlan(
            credential, plan.configuration(), plan.share(), plan.validate(), plan.findings());
    return Report.of(NAME, changes(known, wish, whose, before, Optional.empty()));
  }

  static Report of(List<Finding> findings, Map<String, String> outputs) {
    return Report.of(NAME, List.of()).withFindings(findings).withOutputs(outputs);
  }

  private static Report report(
      RegistrationPlan plan,
      RegistrationWish wish,
      WhoseIca whose,
      RegistrationEntry before,
      Optional<String> key,
      Map<String, String> outputs) {
    return Report.of(NAME, changes(plan, wish, whose, before, key))
        .withFindings(plan.findings())
        .withOutputs(outputs);
  }

  private static Optional<StorageConfiguration> listed(RegistrationPlan plan) {
    return switch (plan.configuration()) {
      case ConfigurationPlan.Keep(StorageConfiguration kept) -> Optional.of(kept);
      case ConfigurationPlan.AdoptConfiguration(StorageConfiguration found) -> Optional.of(found);
      case ConfigurationPlan.CreateConfiguration _ -> Optional.empty();
    };
  }

  private static List<Change> changes(
      RegistrationPlan plan,
      RegistrationWish wish,
      WhoseIca whose,
      RegistrationEntry before,
      Optional<String> key) {
    var changes = new ArrayList<Change>();
    var credential =
        new ChangeSubject(ChangeSubject.Kind.STORAGE_CREDENTIAL, wish.names().credential());
    var configuration =
        new ChangeSubject(ChangeSubject.Kind.STORAGE_CONFIGURATION, wish.names().configuration());
    switch (plan.credential()) {
      case StorageCredentialPlan.Keep _ -> {}
      case StorageCredentialPlan.CreateCredential _ ->
          changes.add(Change.added(credential.whole(), whose.on(holding(key))));
      case StorageCredentialPlan.AdoptCredential _ ->
          changes.add(edited(credential, Optional.empty(), whose.on(holding(key))));
      case StorageCredentialPlan.UpdateSecrets _ ->
          changes.add(edited(credential, before.accessKeyId(), whose.on(holding(key))));
    }
    if (plan.configuration() instanceof ConfigurationPlan.CreateConfiguration) {
      ObjectNode details = (ObjectNode) Json.tree(wish.awsDetails());
      changes.add(Change.added(configuration.whole(), whose.on(details)));
    }
    if (plan.share()) {
      changes.add(Change.added(configuration.part("shared"), BooleanNode.TRUE));
    }
    return changes;
  }

  private static Change edited(ChangeSubject credential, Optional<String> from, ObjectNode to) {
    return Change.edited(credential.part("access key"), holding(from), to);
  }

  /** The key's id only; an unknown one, or one not made yet, is left out. */
  private static ObjectNode holding(Optional<String> accessKeyId) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    accessKeyId.ifPresent(id -> json.put("accessKeyId", id));
    return json;
  }
}
