package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoWaitingRequests;
import icaconnect.aws.environment.CloudFormationDoor;
import icaconnect.aws.sfn.StepFunctionsWorkflows;
import icaconnect.entry.HttpResponseUrl;
import icaconnect.entry.Ports;
import icaconnect.entry.ReplyHandler;
import icaconnect.lambda.RetryPolicy;
import java.security.SecureRandom;
import java.time.Clock;

/** Answers CloudFormation when a workflow has ended. */
public final class ReplyFunction extends Function {
  public ReplyFunction() {
    super(
        new ReplyHandler(
            new Ports(new DynamoWaitingRequests(), new StepFunctionsWorkflows()),
            new HttpResponseUrl(
                CloudFormationDoor.hosts(), RetryPolicy.TO_CLOUDFORMATION, new SecureRandom()),
            Clock.systemUTC()));
  }
}
