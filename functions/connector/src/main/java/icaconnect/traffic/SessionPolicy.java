package icaconnect.traffic;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;

/**
 * The policy of a federated session, which can do what both this and the user's own policy allow:
 * what it leaves out is cut away, KMS included.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getfederationtoken.html
 */
public final class SessionPolicy {
  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html */
  public static final int LONGEST = 2048;

  /** As in the user's own policy. */
  private static final List<String> KMS_ACTIONS =
      List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey");

  private SessionPolicy() {}

  /** For all of S3 on the bucket and under the prefix, and for the key that encrypts there. */
  public static String of(
      String partition, String bucket, String prefix, Optional<String> kmsKeyArn) {
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    var statements = policy.putArray("Statement");
    String arn = "arn:" + partition + ":s3:::" + bucket;
    statements
        .addObject()
        .put("Effect", "Allow")
        .put("Action", "s3:*")
        .putArray("Resource")
        .add(arn)
        .add(arn + "/" + prefix + "*");
    kmsKeyArn.ifPresent(key -> {
      var onKey = statements.addObject().put("Effect", "Allow");
      KMS_ACTIONS.forEach(onKey.putArray("Action")::add);
      onKey.put("Resource", key);
    });
    return Json.write(policy);
  }
}
