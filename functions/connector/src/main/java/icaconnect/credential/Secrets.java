package icaconnect.credential;

import icaconnect.connection.Mark;
import java.util.Optional;

/** The store of secrets, one for each connection's user. */
public interface Secrets {
  Optional<StoredCredential> describe(String name);

  /** Creates the secret, tagged as ours, and answers its ARN. */
  String create(String name, Mark mark, String userName, NewKey key);

  /** Puts another key into the secret that is there. */
  void replace(String arn, String bucket, String userName, NewKey key);

  /** Deletes it at once, so that its name is free again; the key in it is dead by then. */
  void delete(String arn);
}
