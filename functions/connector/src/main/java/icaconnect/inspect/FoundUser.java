package icaconnect.inspect;

import java.util.Optional;

/**
 * The connection's user as IAM knows it now.
 *
 * @param id its unique id, such as {@code AIDA…}, which requests carry as aws:userid
 * @param bucket the bucket that its tag names; empty where it has no tag of ours
 * @param bounded whether it has a permissions boundary, anybody's; empty where nobody could ask
 */
public record FoundUser(String arn, String id, Optional<String> bucket, Optional<Boolean> bounded) {
  /** One without a tag of ours, whose permissions boundary nobody knows. */
  public FoundUser(String arn, String id) {
    this(arn, id, Optional.empty(), Optional.empty());
  }
}
