package icaconnect.function;

import icaconnect.aws.cloudformation.CloudFormationResources;
import icaconnect.aws.dynamodb.DynamoConnectedBuckets;
import icaconnect.aws.environment.CloudFormationDoor;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.iam.IamUsersAtOurPath;
import icaconnect.entry.DeletionGuardHandler;
import icaconnect.entry.HttpResponseUrl;
import icaconnect.entry.Pages;
import icaconnect.entry.StackStatus;
import icaconnect.lambda.RetryPolicy;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Keeps the stack from being deleted while something is connected, and from becoming a version that
 * does not know what its registry holds.
 */
public final class DeletionGuardFunction extends Function {
  public DeletionGuardFunction() {
    super(
        new DeletionGuardHandler(
            ThisStack.guarded(),
            () ->
                new DeletionGuardHandler.Ports(
                    AwsFailure.worded(StackStatus.class, new CloudFormationResources()::status),
                    AwsFailure.worded(Pages.class, DynamoConnectedBuckets.all()),
                    AwsFailure.worded(
                        Pages.class, DynamoConnectedBuckets.newerThan(ThisStack.registrySchema())),
                    AwsFailure.worded(
                        Pages.class,
                        new IamUsersAtOurPath(
                            ThisStack.installation(), ThisStack.hasEarlierConnections()))),
            new HttpResponseUrl(
                CloudFormationDoor.hosts(), RetryPolicy.TO_CLOUDFORMATION, new SecureRandom()),
            Clock.systemUTC()));
  }
}
