package icaconnect.function;

import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.RolesOfFunctions;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.inspect.AwsInspect;
import icaconnect.inspect.InspectHandler;

/** Finds out what a bucket is now. */
public final class InspectFunction extends Function {
  public InspectFunction() {
    super(
        new InspectHandler(
            ThisStack.name(),
            new AwsInspect(),
            DeployersLimits.ofEnvironment(),
            RolesOfFunctions.ofEnvironment().arnPattern()));
  }
}
