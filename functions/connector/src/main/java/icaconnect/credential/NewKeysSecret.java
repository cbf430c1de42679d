package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.report.Finding;
import java.util.Optional;

/**
 * Whether a new key may go into a secret that is there. Who may make, tag and open secrets can have
 * one ready, so that a tag alone shows nothing.
 */
public final class NewKeysSecret {
  /** Characters of a statement; a secret's policy may have 20,480 of them. */
  private static final int LONGEST = 2_000;

  private NewKeysSecret() {}

  /** Refuses one that does not carry the mark. */
  public static void refuseUnmarked(StoredCredential secret, String name, Mark mark) {
    if (!secret.bucket().equals(Optional.of(mark.bucket()))) {
      throw notOurs(name, "was not made for the bucket " + mark.bucket());
    }
    if (!secret.carries(mark, name)) {
      throw notOurs(
          name, "does not carry the tag " + Ours.INSTALLATION_TAG + " = " + mark.installation());
    }
  }

  /** Refuses one that holds none of the user's keys and that no record names. */
  static void refuseUnknown(
      StoredCredential secret, String name, Optional<JournalledCredential> recorded) {
    if (recorded.filter(entry -> entry.nameOfSecret().equals(name)).isEmpty()) {
      throw notOurs(name, "holds none of the user's keys, and no record of this stack names it");
    }
    refuseUnderOtherKey(secret, name);
  }

  /** Refuses one under a KMS key that is somebody else's, who could take the new key from all. */
  public static void refuseUnderOtherKey(StoredCredential secret, String name) {
    secret
        .otherKey()
        .ifPresent(key -> {
          throw notOurs(
              name, "is encrypted with the KMS key " + key + ", which is not this stack's");
        });
  }

  /** Refuses one whose tag alone says that a key of a user of people's making is ours. */
  static void refuseUnrecorded(
      String name, String accessKeyId, Optional<JournalledCredential> recorded) {
    if (recorded.filter(entry -> entry.nameOfSecret().equals(name)).isEmpty()) {
      throw notOurs(
          name,
          "names the access key "
              + accessKeyId
              + " of a user that is not of this application's making, and no record of this stack names it");
    }
  }

  /** Refuses one whose own policy lets others in: nothing that this application writes does. */
  public static void refuseOpen(String name, Optional<JsonNode> policy) {
    opened(name, policy)
        .ifPresent(found -> {
          throw new Refused(
              found.code(), found.message() + " No new access key is put there.", found.remedy());
        });
  }

  /** What a person should know of a secret that has its key already. */
  static Optional<Finding> opened(String name, Optional<JsonNode> policy) {
    return policy.flatMap(document ->
        PolicyDocument.statementsOf(document).stream()
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .findFirst()
            .map(statement ->
                Finding.warning(
                    Code.SECRET_OPEN_TO_OTHERS,
                    "The policy of the secret "
                        + name
                        + " lets others in, which nothing of this application does: "
                        + inShort(Json.write(statement)),
                    "Look who wrote it (CloudTrail: PutResourcePolicy), take it out (aws secretsmanager delete-resource-policy --secret-id "
                        + name
                        + ") and let whoever needs the key read it by an IAM policy of this account. Who may have read it: rotate the key.")));
  }

  /** An answer leaves out what is too long for it, and this must not be. */
  private static String inShort(String statement) {
    return statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + "…";
  }

  private static Refused notOurs(String name, String why) {
    return new Refused(
        Code.SECRET_NOT_OURS,
        "The secret " + name + " " + why + ".",
        "Look who made it (CloudTrail: CreateSecret). If nobody needs it, run: aws secretsmanager delete-secret --secret-id "
            + name
            + " --force-delete-without-recovery. Then connect again, or choose another userName.");
  }
}
