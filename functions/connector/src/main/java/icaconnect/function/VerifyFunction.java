package icaconnect.function;

import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.sts.AwsIca;
import icaconnect.reading.Reads;
import icaconnect.verify.VerifyHandler;
import java.time.Clock;

/** Proves that the connection works, by using it as ICA will. */
public final class VerifyFunction extends Function {
  public VerifyFunction() {
    super(
        new VerifyHandler(
            ThisStack.name(),
            new AwsIca(),
            new S3BucketPolicy()::read,
            Clock.systemUTC(),
            Reads::atOnce),
        FirstInvocation.PROOF);
  }
}
