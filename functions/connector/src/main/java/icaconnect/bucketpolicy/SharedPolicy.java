package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.rewriting.WholeDocument;
import icaconnect.step.OwnedBucket;
import java.util.Optional;

/** A bucket's policy as a document that others write too. */
record SharedPolicy(BucketPolicyPort policies, OwnedBucket bucket)
    implements WholeDocument<Optional<JsonNode>> {
  @Override
  public String name() {
    return "bucket policy of " + bucket.name();
  }

  @Override
  public Optional<JsonNode> read() {
    return policies.read(bucket);
  }

  @Override
  public void write(Optional<JsonNode> policy) {
    policies.write(bucket, policy);
  }

  /** S3 gives one document back in more than one spelling, so meaning is compared. */
  @Override
  public boolean same(Optional<JsonNode> one, Optional<JsonNode> other) {
    return (one.isPresent() && other.isPresent())
        ? CanonicalPolicy.sameDocument(one.get(), other.get())
        : one.equals(other);
  }

  @Override
  public Optional<JsonNode> json(Optional<JsonNode> policy) {
    return policy;
  }
}
