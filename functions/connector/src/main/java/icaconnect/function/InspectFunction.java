package icaconnect.function;

import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.RolesOfFunctions;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.inspect.AwsInspect;
import icaconnect.aws.inspect.AwsOwnersDocuments;
import icaconnect.bucketpolicy.OwnCalls;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.cors.CorsHandler;
import icaconnect.inspect.InspectHandler;
import icaconnect.reading.Reads;
import java.time.Clock;

/** Finds out what a bucket is now. */
public final class InspectFunction extends Function {
  public InspectFunction() {
    this(RolesOfFunctions.ofEnvironment(), new AwsOwnersDocuments());
  }

  private InspectFunction(OwnRoles own, AwsOwnersDocuments documents) {
    super(
        new InspectHandler(
            ThisStack.name(),
            new AwsInspect(RolesOfFunctions.ofUsers()),
            DeployersLimits.ofEnvironment(),
            own.arnPattern(),
            calls(own, documents)::refuse,
            documents,
            Clock.systemUTC(),
            Reads::atOnce),
        FirstInvocation.PLAN);
  }

  private static OwnCalls calls(OwnRoles own, AwsOwnersDocuments documents) {
    return new OwnCalls(
        own,
        documents::policy,
        step -> CorsHandler.willWrite(step, documents.rules(step.ownedBucket())),
        DeployersLimits.ofEnvironment(),
        Clock.systemUTC());
  }
}
