package icaconnect.function;

import icaconnect.audit.AuditListHandler;
import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.aws.dynamodb.DynamoLostRecords;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.iam.AwsTraces;
import icaconnect.aws.s3.S3Runs;

/** Lists the buckets that an audit is to look at. */
public final class AuditListFunction extends Function {
  public AuditListFunction() {
    super(
        new AuditListHandler(
            ThisStack.name(),
            new DynamoConnections(),
            new AwsTraces(),
            new DynamoLostRecords(),
            new S3Runs()));
  }
}
