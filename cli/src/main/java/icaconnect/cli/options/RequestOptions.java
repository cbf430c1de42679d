package icaconnect.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.terminal.JsonFile;
import icaconnect.cli.terminal.UsageError;
import icaconnect.lambda.Json;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The fields of a request, named as in the README; the connector judges their values. */
public final class RequestOptions {
  @Parameters(paramLabel = "BUCKET", arity = "0..1", description = "The bucket's name.")
  private String bucket;

  @Option(names = "--bucket", paramLabel = "NAME", description = "The same, as an option.")
  private String bucketOption;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "A request as JSON, as the workflows take it; - is the standard input.")
  private Path request;

  @Option(names = "--prefix", paramLabel = "FOLDER/", description = "The folder that ICA may use.")
  private String prefix;

  @Option(names = "--ica-region", paramLabel = "REGION", description = "The ICA project's region.")
  private String icaRegion;

  @Option(names = "--user-name", paramLabel = "NAME", description = "ICA's IAM user.")
  private String userName;

  @Option(names = "--policy-name", paramLabel = "NAME", description = "Its managed policy.")
  private String policyName;

  @Option(
      names = "--allowed-origin",
      paramLabel = "ORIGIN",
      description = "An origin of the CORS rule; may be repeated.")
  private List<String> allowedOrigins;

  @Option(names = "--permissions", paramLabel = "WHICH", description = "documented or extended.")
  private String permissions;

  @Option(names = "--cross-account-copy", description = "Let ICA's role copy objects in and out.")
  private Boolean crossAccountCopy;

  @Option(names = "--cross-account-role-arn", paramLabel = "ARN", description = "That role.")
  private String crossAccountRoleArn;

  @Option(
      names = "--deny-statements",
      paramLabel = "WHAT",
      description = "exempt or report: what to do with a Deny that would lock ICA out.")
  private String denyStatements;

  @Option(
      names = "--exempt-sid",
      paramLabel = "SID",
      description = "A Deny statement to exempt ICA from all the same; may be repeated.")
  private List<String> exemptSids;

  @Option(
      names = "--key-access",
      paramLabel = "WHAT",
      description = "report, statement or grant: what to do where the key's policy keeps ICA out.")
  private String keyAccess;

  @Option(
      names = "--verify-only",
      description = {
        "Write nothing to the bucket and its key: the answer says what their owner has to add to"
            + " their code, and the proof is made of what they have deployed."
      })
  private Boolean verifyOnly;

  @Option(names = "--adopt-existing", description = "Use a user or policy that is there already.")
  private Boolean adoptExisting;

  @Option(
      names = "--storage-credential-name",
      paramLabel = "NAME",
      description = "The storage credential in ICA.")
  private String storageCredentialName;

  @Option(
      names = "--storage-configuration-name",
      paramLabel = "NAME",
      description = "The storage configuration in ICA.")
  private String storageConfigurationName;

  @Option(
      names = "--share-storage-configuration",
      description = "Share it with the whole tenant of ICA.")
  private Boolean shareStorageConfiguration;

  @Option(
      names = "--ica-api-key-secret-arn",
      paramLabel = "ARN",
      description = "The secret with the API key of ICA.")
  private String icaApiKeySecretArn;

  @Option(
      names = "--expected-plan",
      paramLabel = "TEXT",
      description = "What a plan answered as expectedPlan: nothing else is to be written.")
  private String expectedPlan;

  /** The request in this mode; what is on the command line wins over the file. */
  public ObjectNode json(String mode) {
    ObjectNode json = ofFile();
    put(json, "bucket", bucket());
    json.setAll(fields());
    return json.put("mode", mode);
  }

  private ObjectNode fields() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    put(json, "prefix", prefix);
    put(json, "icaRegion", icaRegion);
    put(json, "userName", userName);
    put(json, "policyName", policyName);
    put(json, "allowedOrigins", allowedOrigins);
    put(json, "permissions", permissions);
    put(json, "crossAccountCopy", crossAccountCopy);
    put(json, "crossAccountRoleArn", crossAccountRoleArn);
    put(json, "denyStatements", denyStatements);
    put(json, "exemptSids", exemptSids);
    put(json, "keyAccess", keyAccess);
    put(json, "verifyOnly", verifyOnly);
    put(json, "adoptExisting", adoptExisting);
    put(json, "storageCredentialName", storageCredentialName);
    put(json, "storageConfigurationName", storageConfigurationName);
    put(json, "shareStorageConfiguration", shareStorageConfiguration);
    put(json, "icaApiKeySecretArn", icaApiKeySecretArn);
    put(json, "expectedPlan", expectedPlan);
    return json;
  }

  /** Whether the command line asks for nothing of its own. */
  public boolean areAbsent() {
    return bucket == null && bucketOption == null && request == null && fields().isEmpty();
  }

  /** The region of ICA's project, where the command line names one. */
  public String icaRegion() {
    return icaRegion;
  }

  private String bucket() {
    if (bucket != null && bucketOption != null && !bucket.equals(bucketOption)) {
      throw new UsageError("BUCKET and --bucket name two buckets; give one.");
    }
    String named = bucket == null ? bucketOption : bucket;
    if (named == null && request == null) {
      throw new UsageError("Which bucket? Give BUCKET, --bucket NAME or --request FILE.");
    }
    return named;
  }

  private ObjectNode ofFile() {
    if (request == null) {
      return Json.MAPPER.createObjectNode();
    }
    JsonNode read = JsonFile.read(request);
    if (read instanceof ObjectNode object) {
      ObjectNode file = object.deepCopy();
      // As a mode it is short for the field, and the mode is the command's.
      return file.path("mode").asText().equals("verifyOnly") ? file.put("verifyOnly", true) : file;
    }
    throw new UsageError(request + ": a request is a JSON object.");
  }

  private static void put(ObjectNode json, String field, Object value) {
    if (value != null) {
      json.set(field, Json.tree(value));
    }
  }
}
