package icaconnect.function;

import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.sts.AwsIca;
import icaconnect.verify.VerifyHandler;

/** Proves that the connection works, by using it as ICA will. */
public final class VerifyFunction extends Function {
  public VerifyFunction() {
    super(new VerifyHandler(ThisStack.name(), new AwsIca()));
  }
}
