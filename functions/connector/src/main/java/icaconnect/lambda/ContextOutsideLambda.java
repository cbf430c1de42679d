package icaconnect.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/** Where nobody waits for a deadline, and what is logged goes nowhere. */
public interface ContextOutsideLambda extends Context {
  @Override
  default String getLogGroupName() {
    return "";
  }

  @Override
  default String getLogStreamName() {
    return "";
  }

  @Override
  default @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  default @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  default int getRemainingTimeInMillis() {
    return Integer.MAX_VALUE;
  }

  @Override
  default int getMemoryLimitInMB() {
    return 0;
  }

  @Override
  default LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}
