package icaconnect.step;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Limits;
import icaconnect.connection.Mode;
import icaconnect.registry.Lease;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One invocation of a step, as the workflow asks for it.
 *
 * @param facts what Inspect found; null only in Inspect itself
 * @param installation the stack that works on it
 * @param lease absent in plan mode, which writes nothing
 * @param journal the entries of earlier executions by step name, whoever has written them
 * @param keyLabel which version of the connection's secret to work with: AWSPENDING while ICA gets
 *     a new key
 */
public record Step(
    Goal goal,
    Connection connection,
    BucketFacts facts,
    Installation installation,
    Optional<Lease> lease,
    Map<String, JsonNode> journal,
    String keyLabel) {

  /** The label of the secret's version that everybody reads. */
  public static final String CURRENT_KEY = "AWSCURRENT";

  /** A step with the connection's current key. */
  public Step(
      Goal goal,
      Connection connection,
      BucketFacts facts,
      Installation installation,
      Optional<Lease> lease,
      Map<String, JsonNode> journal) {
    this(goal, connection, facts, installation, lease, journal, CURRENT_KEY);
  }

  public AwsAccount account() {
    return installation.account();
  }

  public String bucket() {
    return connection.bucket().value();
  }

  public OwnedBucket ownedBucket() {
    return new OwnedBucket(bucket(), facts.region(), account().id());
  }

  /** Whether this invocation may change anything. */
  public boolean writes() {
    return connection.mode() == Mode.APPLY;
  }

  /** What the step has entered; empty where nobody can read what is there. */
  public Optional<JsonNode> journalled(String step) {
    return Optional.ofNullable(journal.get(step)).filter(JsonNode::isObject);
  }

  /** Whether there is an entry, and it is nothing that a step of this application writes. */
  public boolean isUnreadable(String step) {
    return journal.containsKey(step) && journalled(step).isEmpty();
  }

  /** The same step when it is known what the bucket is. */
  public Step withFacts(BucketFacts found) {
    return new Step(goal, connection, found, installation, lease, journal, keyLabel);
  }

  /** The same step with this entry of the journal; the others stay. */
  public Step withJournalled(String step, Optional<JsonNode> entry) {
    var entries = new HashMap<>(journal);
    entries.remove(step);
    entry.ifPresent(present -> entries.put(step, present));
    return new Step(goal, connection, facts, installation, lease, entries, keyLabel);
  }

  /** The lease that every write needs. */
  public Lease requiredLease() {
    return lease.orElseThrow(
        () -> new IllegalStateException("the workflow gave no lease to a step that writes"));
  }

  /** The ARN of ICA's user: the existing one's, or the one that it will get. */
  public String userArn() {
    return facts.userArn().orElseGet(() -> installation.userArn(connection.userName()));
  }

  /** Whether AWS calls the connection's user so; a name is unique in an account at any path. */
  public boolean isUser(String arn) {
    String users = "arn:" + account().partition() + ":iam::" + account().id() + ":user/";
    return arn.startsWith(users)
        && arn.substring(arn.lastIndexOf('/') + 1).equals(connection.userName());
  }

  /**
   * Refuses what a connect asks for, or what was found for it, beyond the deployer's limits. Each
   * step that lets the user in does so for itself: facts are another function's word.
   */
  public void checkReach(Limits limits) {
    limits.check(connection);
    limits.checkUser(connection, userArn(), installation.userArn(connection.userName()));
  }

  /**
   * The ARN of the sessions that ICA opens in the user's name; it has no path.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
   */
  public String federatedUserArn() {
    return "arn:"
        + account().partition()
        + ":sts::"
        + account().id()
        + ":federated-user/"
        + connection.userName();
  }
}
