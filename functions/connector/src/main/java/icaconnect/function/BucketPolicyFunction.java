package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.RolesOfFunctions;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.bucketpolicy.BucketPolicyHandler;
import java.time.Clock;

/** Makes the bucket's policy let ICA in, or gives it back. */
public final class BucketPolicyFunction extends Function {
  public BucketPolicyFunction() {
    super(
        new BucketPolicyHandler(
            ThisStack.name(),
            new S3BucketPolicy(),
            new DynamoJournal(),
            DeployersLimits.ofEnvironment(),
            RolesOfFunctions.ofEnvironment(),
            SharedDocuments.rewriting(),
            Clock.systemUTC()),
        FirstInvocation.PLAN);
  }
}
