package icaconnect.aws.inspect;

import static icaconnect.aws.inspect.DestinationPolicy.shortened;

import icaconnect.aws.kms.KeyDescriptions;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.inspect.DestinationFound.Shut;
import icaconnect.inspect.DestinationFound.Unseen;
import icaconnect.inspect.KeyFound;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.policy.Delivery;
import icaconnect.policy.Explanation;
import icaconnect.step.OwnedBucket;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Whether S3 may use the key that a queue or topic is encrypted with. Without it S3 cannot deliver,
 * however open the queue or topic is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
final class DestinationKeys {
  private final KeyDescriptions keys;
  private final KeyPolicyPort policies;
  private final OwnedBucket bucket;
  private final Map<String, DestinationFound> known = new HashMap<>();

  /** Where KMS has not answered, it is not waited for again. */
  private Optional<String> silent = Optional.empty();

  DestinationKeys(KeyDescriptions keys, KeyPolicyPort policies, OwnedBucket bucket) {
    this.keys = keys;
    this.policies = policies;
    this.bucket = bucket;
  }

  /**
   * @param name as the queue or topic has it: an id, an ARN, an alias or an alias's ARN
   */
  DestinationFound of(String name) {
    return known.computeIfAbsent(name, this::looked);
  }

  private DestinationFound looked(String name) {
    if (silent.isPresent()) {
      return unseen(name, silent.get());
    }
    if (name.matches("(arn:.*:)?alias/aws/.*")) {
      return awsManaged(name);
    }
    try {
      return switch (keys.of(name, bucket.region())) {
        case KeyFound.Missing() -> unusable(name, "is gone");
        case KeyFound.Denied(var reason) -> unseen(name, shortened(reason));
        case KeyFound.Key key when key.awsManaged() -> awsManaged(name);
        case KeyFound.Key key when !key.state().equals("Enabled") ->
            unusable(name, "is " + key.state());
        case KeyFound.Key key when !key.account().equals(bucket.owner()) ->
            unseen(name, "it belongs to account " + key.account());
        case KeyFound.Key key -> judged(name, key.arn());
      };
    } catch (SdkClientException e) {
      silent = Optional.of("KMS gave no answer");
      return unseen(name, silent.get());
    } catch (Refused | TryAgain | SdkException e) {
      // It only foretells, and stops nothing.
      return unseen(name, shortened(String.valueOf(e.getMessage())));
    }
  }

  private DestinationFound judged(String name, String arn) {
    return switch (policies.read(arn)) {
      case KeyPolicyFound.Gone() -> unusable(name, "is gone");
      case KeyPolicyFound.Denied(var reason) -> unseen(name, shortened(reason));
      case KeyPolicyFound.Policy(var policy) ->
          switch (Delivery.ofKey(policy, arn, bucket.owner(), bucket.region(), Instant.now())) {
            case Delivery.LetIn() -> new DestinationFound.There();
            case Delivery.Denied(var by) ->
                new Shut(
                    Cause.KEY_DENIED,
                    "it is encrypted with the key "
                        + shortened(name)
                        + ", and "
                        + shortened(Explanation.name(by))
                        + " of that key's policy denies S3, since "
                        + shortened(Explanation.reason(by, "S3")),
                    Optional.of(arn));
            case Delivery.NotAllowed() ->
                new Shut(
                    Cause.KEY_NOT_ALLOWED,
                    "it is encrypted with the key "
                        + shortened(name)
                        + ", and no statement of that key's policy lets "
                        + Delivery.S3
                        + " use kms:GenerateDataKey and kms:Decrypt",
                    Optional.of(arn));
            case Delivery.Unsure(var on) ->
                unseen(name, "that depends on " + shortened(String.join(", ", on)));
          };
    };
  }

  private static DestinationFound awsManaged(String name) {
    return new Shut(
        Cause.AWS_MANAGED_KEY,
        "it is encrypted with the AWS managed key "
            + shortened(name)
            + ", which no other service may use");
  }

  private static DestinationFound unusable(String name, String how) {
    return new Shut(
        Cause.KEY_UNUSABLE, "it is encrypted with the key " + shortened(name) + ", which " + how);
  }

  private static DestinationFound unseen(String name, String why) {
    return new Unseen(
        "it is there and lets S3 in; whether the policy of its key "
            + shortened(name)
            + " does, too: "
            + why);
  }
}
