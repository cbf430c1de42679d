package icaconnect.workflow;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.Workflows;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An execution that holds the lease of a bucket and does nothing, for so many seconds. */
public final class LeaseHolder {
  private final Workflows workflows;
  private final Account account;
  private final String arn;

  public LeaseHolder(LocalStack localStack, int seconds) {
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    String definition =
        """
        {"QueryLanguage": "JSONata", "StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": %d, "End": true}}}
        """
            .formatted(seconds);
    String machine =
        workflows
            .sfn()
            .createStateMachine(r ->
                r.name("waits-" + System.nanoTime())
                    .definition(definition)
                    .roleArn("arn:aws:iam::000000000000:role/any"))
            .stateMachineArn();
    arn = workflows.sfn().startExecution(r -> r.stateMachineArn(machine)).executionArn();
  }

  public LeaseHolder of(LabBucket bucket) {
    lease(account, bucket, arn);
    return this;
  }

  public void stop() {
    workflows.sfn().stopExecution(r -> r.executionArn(arn));
  }

  /** The registry says that this execution holds the bucket's lease, the seventh. */
  static void lease(Account account, LabBucket bucket, String owner) {
    account.putRecord(
        Map.of(
            "bucket", AttributeValue.fromS(bucket.name()),
            "leaseOwner", AttributeValue.fromS(owner),
            "leaseExpires",
                AttributeValue.fromN(
                    Long.toString(Instant.now().plusSeconds(900).getEpochSecond())),
            "fence", AttributeValue.fromN("7"),
            "state", AttributeValue.fromS("CONNECTING"),
            "journal", AttributeValue.fromM(Map.of())));
  }
}
