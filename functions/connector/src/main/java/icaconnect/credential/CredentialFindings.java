package icaconnect.credential;

import icaconnect.code.Code;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;

/** What a person should know of the user's access keys. */
final class CredentialFindings {
  private CredentialFindings() {}

  /**
   * IAM allows two keys, and a rotation needs both places for a while.
   *
   * @param replaced the connection's former key, which a rotation is about to delete
   */
  static List<Finding> of(CredentialPlan plan, CredentialState current, Optional<String> replaced) {
    return current.keys().stream()
        .map(AccessKey::id)
        .filter(id -> !isOurs(plan, id) && replaced.filter(id::equals).isEmpty())
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
                    + other))
        .stream()
        .toList();
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
