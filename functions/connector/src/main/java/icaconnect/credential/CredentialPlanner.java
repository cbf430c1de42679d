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

  static CredentialPlan disconnect(
      Connection connection,
      CredentialState current,
      Optional<JournalledCredential> journalled,
      List<String> ofRotation) {
    if (isAnothers(current, connection)) {
      return new CredentialPlan.Keep(Optional.empty(), Optional.empty());
    }
    var ours = current.secret().filter(secret -> isOurs(secret, connection));
    ours.ifPresent(CredentialPlanner::refuseReplicated);
    var keys = new ArrayList<String>();
    ours.flatMap(StoredCredential::accessKeyId).ifPresent(keys::add);
    journalled.flatMap(JournalledCredential::accessKeyId).ifPresent(keys::add);
    journalled.ifPresent(entry -> keys.addAll(entry.orphans(current.keys())));
    keys.addAll(ofRotation);
    var present = keys.stream().distinct().filter(id -> current.key(id).isPresent()).toList();
    return present.isEmpty() && ours.isEmpty()
        ? new CredentialPlan.Keep(Optional.empty(), Optional.empty())
        : new CredentialPlan.Remove(
            current.userName(), current.secretName(), present, ours.map(StoredCredential::arn));
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
