package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoWaitingRequests;
import icaconnect.aws.environment.CloudFormationDoor;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.sfn.StepFunctionsWorkflows;
import icaconnect.entry.Claims;
import icaconnect.entry.CustomResourceHandler;
import icaconnect.entry.HttpResponseUrl;
import icaconnect.entry.Ports;
import icaconnect.entry.WaitingRequests;
import icaconnect.entry.Workflows;
import icaconnect.lambda.RetryPolicy;
import java.security.SecureRandom;
import java.time.Clock;

/** Takes CloudFormation's requests. */
public final class CustomResourceFunction extends Function {
  public CustomResourceFunction() {
    super(
        new CustomResourceHandler(
            () ->
                new Ports(
                    AwsFailure.worded(WaitingRequests.class, new DynamoWaitingRequests()),
                    AwsFailure.worded(Workflows.class, new StepFunctionsWorkflows()),
                    AwsFailure.worded(Claims.class, CloudFormationDoor.claims())),
            new HttpResponseUrl(
                CloudFormationDoor.hosts(), RetryPolicy.TO_CLOUDFORMATION, new SecureRandom()),
            Clock.systemUTC()));
  }
}
