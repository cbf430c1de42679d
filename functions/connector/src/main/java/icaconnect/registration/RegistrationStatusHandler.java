package icaconnect.registration;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.Ica;
import icaconnect.ica.IcaAccess;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.ValidationStatus;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.report.Carried;
import icaconnect.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;

/**
 * Takes the registration's report and gives it back with ICA's present status, once and at once:
 * the workflow waits and asks again.
 */
public final class RegistrationStatusHandler extends JsonHandler {
  private final IcaAccess access;

  public RegistrationStatusHandler(IcaAccess access) {
    this.access = access;
  }

  @Override
  protected Object handle(JsonNode input, Context context) {
    var report = Json.MAPPER.convertValue(input.path(RegistrationReport.NAME), Report.class);
    String id = report.outputs().get(RegistrationReport.CONFIGURATION_ID);
    try {
      return id == null
          ? report
          : access.open(apiKeySecretArn(input)).map(ica -> ask(ica, report, id)).orElse(report);
    } catch (IcaFailure failure) {
      throw IcaFailures.forWorkflow(failure);
    }
  }

  /** The request as it came; which secrets it may name is for this function's role to say. */
  private static Optional<String> apiKeySecretArn(JsonNode input) {
    return Optional.ofNullable(input.path("request").path("icaApiKeySecretArn").textValue());
  }

  private static Report ask(Ica ica, Report report, String id) {
    StorageConfiguration configuration = ica.configuration(id);
    var outputs = new HashMap<>(report.outputs());
    outputs.put(RegistrationReport.STATUS, configuration.status());
    var findings = new ArrayList<>(report.findings());
    if (configuration.validationStatus() == ValidationStatus.ERROR) {
      findings.add(RegistrationFindings.validationFailed(configuration));
    }
    if (configuration.tenantId() != null
        && configuration.validationStatus() != ValidationStatus.INITIALIZING) {
      findings.add(RegistrationFindings.tenant(configuration));
    }
    return Carried.of(report.withOutputs(outputs).withFindings(findings));
  }
}
