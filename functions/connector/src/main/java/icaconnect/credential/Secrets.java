package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import java.util.Optional;

/** The store of secrets, one for each connection's user. */
public interface Secrets {
  Optional<StoredCredential> describe(String name);

  /** The policy of the secret itself, where it has one. */
  Optional<JsonNode> policy(String arn);

  /** Puts a policy on the secret; Secrets Manager refuses one that is open to the public. */
  void guard(String arn, JsonNode policy);

  /** Creates the secret without a value, tagged as ours, and answers its ARN. */
  String create(String name, Mark mark, String userName);

  /** Puts a key into the secret. */
  void put(String arn, String bucket, String userName, NewKey key);

  /** Deletes it at once, so that its name is free again; the key in it is dead by then. */
  void delete(String arn);
}
