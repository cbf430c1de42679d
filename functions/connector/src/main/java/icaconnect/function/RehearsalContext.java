package icaconnect.function;

import icaconnect.aws.environment.Initialization;
import icaconnect.lambda.ContextOutsideLambda;

/**
 * A context of an account that is nobody's, in the function's own region, so that its clients are
 * made.
 */
record RehearsalContext() implements ContextOutsideLambda {
  static final String REGION = Initialization.region();

  @Override
  public String getInvokedFunctionArn() {
    // In any partition; nothing is done in it.
    return String.join(":", "arn", "aws", "lambda", REGION, "111122223333", "function", "none");
  }

  @Override
  public String getFunctionName() {
    return "rehearsal";
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getAwsRequestId() {
    return "rehearsal";
  }
}
