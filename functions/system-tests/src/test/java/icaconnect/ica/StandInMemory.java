package icaconnect.ica;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The credentials and configurations that the stand-in has been given, and how validations go. */
public final class StandInMemory {
  /** How often a status is read as INITIALIZING before a validation has ended. */
  private static final int READS_UNTIL_SETTLED = 1;

  private static final ObjectNode US =
      IcaShapes.region("c39b1feb-3e94-4440-805e-45e0c76462bf", "US", "US", "North Virginia");
  private static final ObjectNode EU =
      IcaShapes.region("c39b1feb-3e94-4440-805e-45e0c76462c0", "EU", "DE", "Frankfurt");

  /**
   * Says what is wrong with a key for a bucket, as ICA finds out by using it; null when nothing is.
   */
  @FunctionalInterface
  public interface Validation {
    String error(AwsCredentials key, AwsDetails details);
  }

  private static final class Credential {
    private final String id = UUID.randomUUID().toString();
    private String name;
    private AwsCredentials key;
  }

  private static final class Configuration {
    private final String id = UUID.randomUUID().toString();
    private JsonNode wanted;
    private String status = "INITIALIZING";
    private String error;
    private int readsLeft = Integer.MAX_VALUE;
    private boolean shared;
  }

  private final StandInFaults faults;
  private final List<Credential> credentials = new ArrayList<>();
  private final List<Configuration> configurations = new ArrayList<>();
  private Validation validation = (_, _) -> null;

  StandInMemory(StandInFaults faults) {
    this.faults = faults;
  }

  public void validateBy(Validation validation) {
    this.validation = validation;
  }

  List<ObjectNode> regions() {
    return List.of(US, EU);
  }

  public List<ObjectNode> credentials() {
    return credentials.stream().map(StandInMemory::shape).toList();
  }

  public List<ObjectNode> configurations() {
    return configurations.stream()
        .map(one ->
            IcaShapes.withDetails(
                shape(one), (ObjectNode) one.wanted.path("awsDetails").deepCopy()))
        .toList();
  }

  boolean hasCredential(String name) {
    return credentials.stream().anyMatch(one -> one.name.equals(name));
  }

  boolean hasConfiguration(String name) {
    return configurations.stream().anyMatch(one -> one.wanted.path("name").asText().equals(name));
  }

  public ObjectNode createCredential(JsonNode wanted) {
    var created = new Credential();
    created.name = wanted.path("name").asText();
    created.key = key(wanted);
    credentials.add(created);
    return shape(created);
  }

  public ObjectNode createConfiguration(JsonNode wanted) {
    var created = new Configuration();
    created.wanted = wanted;
    configurations.add(created);
    return shape(created);
  }

  Optional<ObjectNode> configuration(String id) {
    return find(id)
        .map(one -> {
          settle(one);
          return shape(one);
        });
  }

  boolean updateSecrets(String id, JsonNode wanted) {
    var found = credentials.stream().filter(one -> one.id.equals(id)).findFirst();
    found.ifPresent(one -> one.key = key(wanted));
    return found.isPresent();
  }

  boolean share(String id) {
    find(id).ifPresent(one -> one.shared = true);
    return find(id).isPresent();
  }

  public boolean isShared(String id) {
    return find(id).filter(one -> one.shared).isPresent();
  }

  boolean validate(String id) {
    find(id)
        .ifPresent(one -> {
          one.status = "INITIALIZING";
          one.readsLeft = READS_UNTIL_SETTLED;
        });
    return find(id).isPresent();
  }

  /** The key that the stand-in would work with. */
  public Optional<AwsCredentials> keyOf(String credentialName) {
    return credentials.stream()
        .filter(one -> one.name.equals(credentialName))
        .map(one -> one.key)
        .findFirst();
  }

  private void settle(Configuration one) {
    if (!one.status.equals("INITIALIZING")
        || faults.strikes(StandInFaults.Fault.VALIDATION_NEVER_ENDS)) {
      return;
    }
    if (one.readsLeft-- > 0) {
      return;
    }
    one.error = error(one);
    one.status = one.error == null ? "OK" : "ERROR";
  }

  private String error(Configuration one) {
    if (faults.strikes(StandInFaults.Fault.VALIDATION_ERROR)) {
      return "Stand-in: the bucket cannot be reached with this credential.";
    }
    var details = Json.MAPPER.convertValue(one.wanted.path("awsDetails"), AwsDetails.class);
    String credentialId = one.wanted.path("storageCredentialId").asText();
    return credentials.stream()
        .filter(credential -> credential.id.equals(credentialId))
        .findFirst()
        .map(credential -> validation.error(credential.key, details))
        .orElse(null);
  }

  private Optional<Configuration> find(String id) {
    return configurations.stream().filter(one -> one.id.equals(id)).findFirst();
  }

  private static AwsCredentials key(JsonNode wanted) {
    return Json.MAPPER.convertValue(wanted.path("awsCredentials"), AwsCredentials.class);
  }

  private static ObjectNode shape(Credential one) {
    return IcaShapes.credential(one.id, one.name, "AWS_USER");
  }

  private ObjectNode shape(Configuration one) {
    ObjectNode region =
        regions().stream()
            .filter(known -> known.path("id").asText().equals(one.wanted.path("regionId").asText()))
            .findFirst()
            .orElse(US);
    var shape =
        IcaShapes.configuration(
            one.id, one.wanted.path("name").asText(), one.status, region.deepCopy());
    return one.error == null ? shape : shape.put("errorMessage", one.error);
  }
}
