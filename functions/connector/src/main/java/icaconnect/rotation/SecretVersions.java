package icaconnect.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.credential.NewKey;
import icaconnect.credential.StoredCredential;
import java.util.Optional;

/**
 * The versions of connections' secrets by their staging labels.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
public interface SecretVersions {
  /** What everybody reads. */
  String CURRENT = "AWSCURRENT";

  /** What will be current once it is proven. */
  String PENDING = "AWSPENDING";

  Optional<StoredCredential> describe(String secretName);

  /** The policy of the secret itself, where it has one. */
  Optional<JsonNode> policy(String secretArn);

  /** The version that carries the label. */
  Optional<KeyVersion> at(String secretName, String label);

  /** Adds a version with this key, labelled AWSPENDING. */
  void addPending(String secretArn, String bucket, String userName, NewKey key);

  /** Moves AWSCURRENT in one call: every reader gets the one key or the other. */
  void makeCurrent(String secretArn, KeyVersion from, KeyVersion to);

  /** Takes AWSPENDING off this version. */
  void unlabel(String secretArn, KeyVersion pending);

  /** Names the key in the secret's tag. */
  void tag(String secretArn, String accessKeyId);
}
