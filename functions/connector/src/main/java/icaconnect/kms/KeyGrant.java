package icaconnect.kms;

import icaconnect.policy.Request;
import icaconnect.step.Step;
import java.util.Map;
import java.util.Set;

/**
 * A grant on a key, which lets its grantee in whatever the key's policy does not allow; what the
 * policy denies stays denied. https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 *
 * @param id empty of one that we have made, or are about to make
 * @param name what who made it called it; empty where they did not
 * @param grantee the ARN of whom it lets in
 * @param operations as KMS calls them, such as {@code Decrypt}
 * @param context what the encryption context must be, or contain; empty where the grant does not
 *     ask for one
 * @param contextEquals whether the encryption context must be that and nothing more
 */
public record KeyGrant(
    String id,
    String name,
    String grantee,
    Set<String> operations,
    Map<String, String> context,
    boolean contextEquals) {
  static final String OF_S3 = "aws:s3:arn";

  /** Whether a plan judges by it before it is made. */
  boolean isPlanned() {
    return id.isEmpty();
  }

  /**
   * A session acts as its user. One that asks for a context lets in only where S3 always gives the
   * same, which is the bucket's ARN with an S3 Bucket Key.
   */
  boolean covers(Step step, Request request) {
    String who = request.principal().ownArn();
    boolean same =
        who.equals(grantee)
            || (who.equals(step.federatedUserArn()) && grantee.equals(step.userArn()));
    return same
        && operations.contains(request.action().substring("kms:".length()))
        && (context.isEmpty()
            || (step.facts().bucketKey()
                && context.equals(Map.of(OF_S3, KeyRequests.bucketArn(step)))));
  }
}
