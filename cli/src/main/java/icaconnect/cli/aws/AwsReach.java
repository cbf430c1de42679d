package icaconnect.cli.aws;

import icaconnect.cli.deployed.Deployment;
import icaconnect.cli.deployed.Reach;
import icaconnect.cli.execution.Executions;

/** AWS, with the caller's credentials. */
public record AwsReach(Caller caller) implements Reach {
  @Override
  public Executions executions() {
    return new StepFunctionsExecutions(caller);
  }

  @Override
  public Deployment stack(String name) {
    return new AwsDeployment(caller, Stack.of(caller, name));
  }
}
