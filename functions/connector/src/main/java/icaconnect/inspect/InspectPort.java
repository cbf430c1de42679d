package icaconnect.inspect;

import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is there before anything is planned; writes nothing. */
public interface InspectPort {
  /** The bucket of this name, if the account owns it. */
  BucketFound bucket(String name, String account);

  /**
   * The key of this name, as seen from the bucket's account and region.
   *
   * @param name an id, an ARN, an alias or an alias's ARN
   */
  KeyFound key(String name, String region);

  /**
   * The account, before a user is made in it; what may not be seen of it is said.
   *
   * @param userArn that the user will get
   */
  AccountInspection account(String userArn);

  /**
   * Whether these are there and let S3 in, in the same order.
   *
   * @param arns of queues, topics and functions
   * @param bucket whose events go there; S3 delivers to no other region
   */
  Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket);

  /** The IAM user of this name. */
  Optional<FoundUser> user(String userName);
}
