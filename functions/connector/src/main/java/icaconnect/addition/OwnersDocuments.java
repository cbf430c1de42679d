package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cors.CorsRule;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Optional;

/** Reads what the owner has deployed; writes nothing. */
public interface OwnersDocuments {
  List<CorsRule> rules(OwnedBucket bucket);

  Optional<JsonNode> policy(OwnedBucket bucket);

  KeyPolicyFound keyPolicy(String keyArn);
}
