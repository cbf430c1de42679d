package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoWaitingRequests;
import icaconnect.aws.environment.CloudFormationDoor;
import icaconnect.aws.sfn.StepFunctionsWorkflows;
import icaconnect.entry.CustomResourceHandler;
import icaconnect.entry.HttpResponseUrl;
import icaconnect.entry.Persistence;
import icaconnect.entry.Ports;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Takes CloudFormation's requests. */
public final class CustomResourceFunction extends Function {
  public CustomResourceFunction() {
    super(
        new CustomResourceHandler(
            () ->
                new Ports(
                    new DynamoWaitingRequests(),
                    new StepFunctionsWorkflows(),
                    CloudFormationDoor.claims()),
            new HttpResponseUrl(
                CloudFormationDoor.hosts(),
                Persistence.OF_A_FUNCTION,
                RandomGenerator.getDefault()),
            Clock.systemUTC()));
  }
}
