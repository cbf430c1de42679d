package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.iam.AwsIam;
import icaconnect.iam.IamHandler;
import icaconnect.reading.Reads;

/** Gives ICA a user with one managed policy, or takes both back. */
public final class IamFunction extends Function {
  public IamFunction() {
    super(
        new IamHandler(
            ThisStack.name(),
            new AwsIam(),
            new DynamoJournal(),
            DeployersLimits.ofEnvironment(),
            Reads::atOnce),
        FirstInvocation.PLAN);
  }
}
