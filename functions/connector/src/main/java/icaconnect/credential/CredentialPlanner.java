package icaconnect.credential;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.Mark;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what happens to the connection's access key. */
final class CredentialPlanner {
  /** IAM's quota: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  private static final int MAX_KEYS = 2;

  private CredentialPlanner() {}

  /**
   * @param newName what a new secret is called
   */
  static CredentialPlan connect(
      Mark mark,
      String newName,
      CredentialState current,
      Optional<JournalledCredential> journalled) {
    current.secret().ifPresent(secret -> refuseTheirs(secret, current.secretName(), mark));
    var stored = current.secret().flatMap(StoredCredential::accessKeyId);
    current.unlisted().ifPresent(CredentialPlanner::await);
    if (stored.flatMap(current::key).isPresent()) {
      return new CredentialPlan.Keep(current.secret().map(StoredCredential::arn), stored);
    }
    var orphans = journalled.map(entry -> entry.orphans(current.keys())).orElse(List.of());
    if (current.keys().size() - orphans.size() >= MAX_KEYS) {
      throw new Refused(
          Code.TWO_ACCESS_KEYS,
          "The user " + current.userName() + " has two access keys, and IAM allows no third.",
          "Delete the one that is not used.");
    }
    return new CredentialPlan.Create(
        current.userName(),
        current.secret().isPresent() ? current.secretName() : newName,
        orphans,
        current.secret().map(StoredCredential::arn),
        Optional.empty());
  }

  /**
   * @param left the key in the secret's tag that is nobody's to delete
   */
  static CredentialPlan disconnect(
      Connection connection,
      CredentialState current,
      Optional<JournalledCredential> journalled,
      List<String> ofRotation,
      Optional<String> left) {
    var ours =
        current
            .secret()
            .filter(secret -> isOurs(secret, connection))
            .filter(_ -> left.isEmpty() || journalled.isPresent());
    ours.ifPresent(CredentialPlanner::refuseReplicated);
    var keys = new ArrayList<String>();
    ours.flatMap(StoredCredential::accessKeyId)
        .filter(id -> !left.equals(Optional.of(id)))
        .ifPresent(keys::add);
    keys.addAll(journalled(current, journalled, ofRotation));
    var present = keys.stream().distinct().filter(id -> current.key(id).isPresent()).toList();
    return present.isEmpty() && ours.isEmpty()
        ? new CredentialPlan.Keep(Optional.empty(), Optional.empty())
        : new CredentialPlan.Remove(
            current.userName(), current.secretName(), present, ours.map(StoredCredential::arn));
  }

  /**
   * Of a user that people have made, a tag of a secret makes no key ours, since whoever may tag
   * secrets could name any: only the journal does.
   */
  static Optional<String> left(
      Connection connection,
      CredentialState current,
      Optional<JournalledCredential> journalled,
      List<String> ofRotation) {
    return current
        .secret()
        .filter(secret -> isOurs(secret, connection))
        .flatMap(StoredCredential::accessKeyId)
        .filter(id -> current.key(id).isPresent())
        .filter(id -> !journalled(current, journalled, ofRotation).contains(id));
  }

  private static List<String> journalled(
      CredentialState current, Optional<JournalledCredential> entry, List<String> ofRotation) {
    var keys = new ArrayList<>(ofRotation);
    entry.flatMap(JournalledCredential::accessKeyId).ifPresent(keys::add);
    entry.ifPresent(each -> keys.addAll(each.orphans(current.keys())));
    return keys;
  }

  private static void await(AccessKey unlisted) {
    throw new TryAgain(
        "IAM does not list the access key "
            + unlisted.id()
            + " yet, which was stored a moment ago. Remedy: where somebody has deleted it, connect again in a minute: it makes a new one.");
  }

  /** The user's secret was made for another bucket, and so was the user, whatever else says so. */
  static boolean isAnothers(CredentialState current, Connection connection) {
    return current
        .secret()
        .filter(secret -> secret.isOfAnotherThan(connection.bucket().value()))
        .isPresent();
  }

  private static boolean isOurs(StoredCredential secret, Connection connection) {
    return secret.bucket().filter(connection.bucket().value()::equals).isPresent();
  }

  /**
   * Secrets Manager does not delete it then, and the key must not go without its secret.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
   */
  private static void refuseReplicated(StoredCredential secret) {
    if (!secret.replicas().isEmpty()) {
      throw new Refused(
          Code.SECRET_REPLICATED,
          "The secret "
              + secret.arn()
              + " is replicated to "
              + String.join(", ", secret.replicas())
              + ", and Secrets Manager deletes no secret that has replicas. Nothing was taken back.",
          "Run: aws secretsmanager remove-regions-from-replication --secret-id "
              + secret.arn()
              + " --remove-replica-regions "
              + String.join(" ", secret.replicas())
              + ". Then disconnect again.");
    }
  }

  private static void refuseTheirs(StoredCredential secret, String name, Mark mark) {
    NewKeysSecret.refuseUnmarked(secret, name, mark);
    if (secret.scheduledForDeletion()) {
      throw new TryAgain(
          "The secret "
              + secret.arn()
              + " is being deleted. After a disconnect this takes Secrets Manager a moment. Remedy: where it lasts, somebody has scheduled its deletion; run: aws secretsmanager restore-secret --secret-id "
              + secret.arn()
              + ". Then connect again.");
    }
  }
}
