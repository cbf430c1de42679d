package icaconnect.entry;

import icaconnect.aws.DynamoWaitingRequests;
import icaconnect.aws.StepFunctionsWorkflows;

/** What the door reaches in the account. */
record Ports(WaitingRequests requests, Workflows workflows) {
  static Ports ofAws() {
    return new Ports(new DynamoWaitingRequests(), new StepFunctionsWorkflows());
  }
}
