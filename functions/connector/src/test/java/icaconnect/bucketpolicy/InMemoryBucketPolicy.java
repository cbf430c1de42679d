package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.rewriting.Neighbour;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket's policy that remembers, and records the IAM action of each call that S3 would get. */
final class InMemoryBucketPolicy implements BucketPolicyPort {
  private Optional<JsonNode> policy;
  private final Neighbour neighbour = new Neighbour();
  private final List<String> actions = new ArrayList<>();

  InMemoryBucketPolicy(Optional<JsonNode> policy) {
    this.policy = policy;
  }

  @Override
  public Optional<JsonNode> read(OwnedBucket bucket) {
    neighbour.reached(Moment.BEFORE_READ);
    actions.add("s3:GetBucketPolicy");
    Optional<JsonNode> seen = policy.map(JsonNode::deepCopy);
    neighbour.reached(Moment.AFTER_READ);
    return seen;
  }

  @Override
  public void write(OwnedBucket bucket, Optional<JsonNode> document) {
    neighbour.reached(Moment.BEFORE_WRITE);
    actions.add(document.isPresent() ? "s3:PutBucketPolicy" : "s3:DeleteBucketPolicy");
    policy = document.map(JsonNode::deepCopy);
    neighbour.reached(Moment.AFTER_WRITE);
  }

  Neighbour neighbour() {
    return neighbour;
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
