package icaconnect.aws.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.addition.OwnersDocuments;
import icaconnect.aws.client.Clients;
import icaconnect.aws.kms.KmsKeyPolicies;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cors.CorsRule;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Optional;

/** Reads the documents of a bucket that is left to its owner, by the adapters of the steps. */
public final class AwsOwnersDocuments implements OwnersDocuments {
  private final S3Cors cors;
  private final S3BucketPolicy policies;
  private final KmsKeyPolicies keys;

  public AwsOwnersDocuments() {
    var clients = new Clients();
    cors = new S3Cors(clients);
    policies = new S3BucketPolicy(clients);
    keys = new KmsKeyPolicies(clients);
  }

  @Override
  public List<CorsRule> rules(OwnedBucket bucket) {
    return cors.read(bucket);
  }

  @Override
  public Optional<JsonNode> policy(OwnedBucket bucket) {
    return policies.read(bucket);
  }

  @Override
  public KeyPolicyFound keyPolicy(String keyArn) {
    return keys.read(keyArn);
  }
}
