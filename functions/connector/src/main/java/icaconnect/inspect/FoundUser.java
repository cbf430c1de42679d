package icaconnect.inspect;

import java.util.Optional;

/**
 * The connection's user as IAM knows it now.
 *
 * @param id its unique id, such as {@code AIDA…}, which requests carry as aws:userid; empty where
 *     nobody knows it
 * @param bucket the bucket that its tag names; empty where it has no tag of ours
 * @param bounded it has a permissions boundary, ours or another
 */
public record FoundUser(String arn, Optional<String> id, Optional<String> bucket, boolean bounded) {
  /** One without a tag of ours and without a permissions boundary. */
  public FoundUser(String arn, String id) {
    this(arn, Optional.of(id), Optional.empty(), false);
  }
}
