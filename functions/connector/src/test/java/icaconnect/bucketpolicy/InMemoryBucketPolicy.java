package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket's policy that remembers, and records the IAM action of each call that S3 would get. */
final class InMemoryBucketPolicy implements BucketPolicyPort {
  private Optional<JsonNode> policy;
  private Runnable beforeWrite = () -> {};
  private final List<String> actions = new ArrayList<>();

  InMemoryBucketPolicy(Optional<JsonNode> policy) {
    this.policy = policy;
  }

  @Override
  public Optional<JsonNode> read(OwnedBucket bucket) {
    actions.add("s3:GetBucketPolicy");
    return policy.map(JsonNode::deepCopy);
  }

  @Override
  public void apply(OwnedBucket bucket, BucketPolicyPlan plan) {
    beforeWrite.run();
    if (!read(bucket).equals(plan.before())) {
      throw new TryAgain("changed since it was planned on");
    }
    actions.add(plan.after().isPresent() ? "s3:PutBucketPolicy" : "s3:DeleteBucketPolicy");
    policy = plan.after().map(JsonNode::deepCopy);
    read(bucket);
  }

  void replacedBySomebodyBeforeTheWrite(JsonNode other) {
    beforeWrite = () -> policy = Optional.of(other);
  }

  void replace(Optional<JsonNode> other) {
    policy = other;
  }

  Optional<JsonNode> policy() {
    return policy;
  }

  List<String> actions() {
    return actions;
  }

  List<String> writes() {
    return actions.stream().filter(action -> !action.equals("s3:GetBucketPolicy")).toList();
  }
}
