package icaconnect.function;

import icaconnect.audit.AuditSummaryHandler;
import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.aws.s3.S3Runs;
import java.time.Clock;

/** Sums up an audit. */
public final class AuditSummaryFunction extends Function {
  public AuditSummaryFunction() {
    super(
        new AuditSummaryHandler(
            new DynamoConnections(), new S3Runs(), System.out, Clock.systemUTC()));
  }
}
