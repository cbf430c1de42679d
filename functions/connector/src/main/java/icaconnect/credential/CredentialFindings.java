package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person should know of the user's access keys. */
final class CredentialFindings {
  private CredentialFindings() {}

  /**
   * IAM allows two keys, and a rotation needs both places for a while.
   *
   * @param ofRotation the connection's keys, too: one that a rotation is about to delete, or waits
   *     with
   * @param policy the secret's own
   */
  static List<Finding> of(
      CredentialPlan plan,
      CredentialState current,
      List<String> ofRotation,
      Optional<JsonNode> policy,
      SecretReaders readers) {
    String secret = current.secretName();
    return Stream.of(
            noRoom(plan, current, ofRotation),
            NewKeysSecret.opened(secret, policy),
            policy.filter(readers::leftIn).map(left -> readersLeft(secret, left)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** A disconnect has not deleted it. */
  static Finding left(CredentialState current, String id) {
    String user = current.userName();
    String secret = current.secretName();
    return Finding.warning(
        Code.ACCESS_KEY_LEFT,
        "A tag of the secret "
            + secret
            + " names the access key "
            + id
            + " of the user "
            + user
            + ", which is not of this application's making, and no record says that this application made the key: it stays.",
        "Look who made and tagged the secret (CloudTrail: CreateSecret, TagResource) and who uses the key (aws iam get-access-key-last-used --access-key-id "
            + id
            + "). If it was this connection's, run: aws iam delete-access-key --user-name "
            + user
            + " --access-key-id "
            + id
            + ". Where the secret is still there and nobody needs it, run: aws secretsmanager delete-secret --secret-id "
            + secret);
  }

  private static Finding readersLeft(String secretName, JsonNode policy) {
    return Finding.warning(
        Code.SECRET_READERS_LEFT,
        "SecretReaderArns names nobody, and the policy of the secret "
            + secretName
            + " still has the statement "
            + SecretReaders.SID
            + " of the time when it did. It names this stack's roles as they were called then: where they are replaced, it denies them the connection's key.",
        SecretReaders.hasOthers(policy)
            ? "Take that statement out: aws secretsmanager get-resource-policy and put-resource-policy --secret-id "
                + secretName
            : "Run: aws secretsmanager delete-resource-policy --secret-id " + secretName);
  }

  private static Optional<Finding> noRoom(
      CredentialPlan plan, CredentialState current, List<String> ofRotation) {
    return current.keys().stream()
        .map(AccessKey::id)
        .filter(id -> !isOurs(plan, id) && !ofRotation.contains(id))
        .findFirst()
        .map(other ->
            Finding.warning(
                Code.NO_ROOM_FOR_ROTATION,
                "The user "
                    + current.userName()
                    + " has the access key "
                    + other
                    + " besides the connection's, and IAM allows no third: the next rotation is refused (TWO_ACCESS_KEYS).",
                "Once nobody uses it (aws iam get-access-key-last-used --access-key-id "
                    + other
                    + "), delete it: aws iam delete-access-key --user-name "
                    + current.userName()
                    + " --access-key-id "
                    + other));
  }

  private static boolean isOurs(CredentialPlan plan, String id) {
    return switch (plan) {
      case CredentialPlan.Keep keep -> keep.accessKeyId().filter(id::equals).isPresent();
      case CredentialPlan.Guard guard -> guard.kept().accessKeyId().filter(id::equals).isPresent();
      case CredentialPlan.Create create -> create.orphans().contains(id);
      case CredentialPlan.Remove _ -> true;
    };
  }
}
