package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.IcaRegion;
import icaconnect.lambda.Json;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.report.ChangeSubject;
import icaconnect.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The grant by which ICA may use a key: the vendor's three operations, only where the encryption
 * context is this bucket's ARN and nothing more. S3 gives that one for whatever is under an S3
 * Bucket Key. Without a retiring principal, so that it ends only when somebody revokes it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html
 *
 * @param name the same as the Sid of our statement would be: KMS takes up to 256 of {@code
 *     a-zA-Z0-9:/_-}, and makes a grant of one name and the same parameters once only
 *     https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
 * @param grantee the ARN of whom it lets in
 */
public record OurGrant(String name, String grantee, String bucketArn) {
  public static final List<String> OPERATIONS = List.of("Decrypt", "Encrypt", "GenerateDataKey");

  static OurGrant of(Step step, String grantee) {
    return new OurGrant(KeyStatement.sid(step), grantee, KeyRequests.bucketArn(step));
  }

  /** What the encryption context has to be. */
  public Map<String, String> context() {
    return Map.of(KeyGrant.OF_S3, bucketArn);
  }

  /**
   * Whether it is one that we have made, or another that does the same under our name. A grant
   * cannot be changed, so that one which lets in to more, or less, is somebody else's; and so is
   * one for whom we would never let in. A deleted grantee may be shown by its unique id.
   *
   * @param journalled whom grants of ours let in by the journal
   */
  static boolean isOurs(KeyGrant found, Step step, List<String> journalled) {
    String who = found.grantee();
    boolean letIn =
        who.equals(step.userArn())
            || journalled.contains(who)
            || who.contains(":iam::" + IcaRegion.ICA_ACCOUNT + ":role/")
            || OrphanedPrincipals.isOrphan(who);
    return letIn && of(step, who).is(found);
  }

  /** Whose grant for this bucket it is, where it is another installation's. */
  static Optional<String> otherInstallation(KeyGrant found, Step step) {
    return KeyStatement.otherInstallation(found.name(), step)
        .filter(_ -> of(step, found.grantee()).isBoundAs(found));
  }

  /** Whether it is called and bound as ours are, whomever it lets in. */
  static boolean hasForm(KeyGrant found, Step step) {
    return of(step, found.grantee()).is(found);
  }

  private boolean is(KeyGrant found) {
    return found.name().equals(name) && found.grantee().equals(grantee) && isBoundAs(found);
  }

  private boolean isBoundAs(KeyGrant found) {
    return found.operations().equals(Set.copyOf(OPERATIONS))
        && found.contextEquals()
        && found.context().equals(context());
  }

  KeyGrant as(String id) {
    return new KeyGrant(id, name, grantee, Set.copyOf(OPERATIONS), context(), true);
  }

  /** What it is called in a change. */
  String subject() {
    return new ChangeSubject(ChangeSubject.Kind.KEY_GRANT, name + " of " + grantee).whole();
  }

  /** How a person makes it. */
  String command(String key) {
    return "aws kms create-grant --key-id "
        + key
        + " --name "
        + name
        + " --grantee-principal "
        + grantee
        + " --operations "
        + String.join(" ", OPERATIONS)
        + " --constraints EncryptionContextEquals={"
        + KeyGrant.OF_S3
        + "="
        + bucketArn
        + "}";
  }

  JsonNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("Name", name).put("GranteePrincipal", grantee);
    OPERATIONS.forEach(json.putArray("Operations")::add);
    json.putObject("Constraints")
        .putObject("EncryptionContextEquals")
        .put(KeyGrant.OF_S3, bucketArn);
    return json;
  }
}
