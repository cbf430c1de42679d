package icaconnect.function;

import icaconnect.aws.s3.S3Trail;
import icaconnect.aws.sfn.StepFunctionsExecutions;
import icaconnect.trail.TrailHandler;

/** Keeps who asked for what, and what came of it. */
public final class TrailFunction extends Function {
  public TrailFunction() {
    super(new TrailHandler(new StepFunctionsExecutions(), new S3Trail()));
  }
}
