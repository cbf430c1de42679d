package icaconnect.function;

import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.RolesOfFunctions;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.inspect.AwsInspect;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.bucketpolicy.OwnCalls;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.cors.CorsHandler;
import icaconnect.inspect.InspectHandler;
import java.time.Clock;

/** Finds out what a bucket is now. */
public final class InspectFunction extends Function {
  public InspectFunction() {
    this(RolesOfFunctions.ofEnvironment());
  }

  private InspectFunction(OwnRoles own) {
    super(
        new InspectHandler(
            ThisStack.name(),
            new AwsInspect(),
            DeployersLimits.ofEnvironment(),
            own.arnPattern(),
            calls(own)::refuse));
  }

  private static OwnCalls calls(OwnRoles own) {
    var cors = new S3Cors();
    return new OwnCalls(
        own,
        new S3BucketPolicy()::read,
        step -> CorsHandler.willWrite(step, cors.read(step.ownedBucket())),
        Clock.systemUTC());
  }
}
