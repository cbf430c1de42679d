package icaconnect.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import icaconnect.aws.environment.Initialization;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.failure.AwsFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One function of the template: its constructor wires a step with what it reaches on AWS, once for
 * each execution environment, and every invocation is the step's. What AWS fails with leaves in our
 * words.
 */
abstract class Function implements RequestStreamHandler {
  private final RequestStreamHandler step;
  private boolean introduced;

  Function(RequestStreamHandler step) {
    this.step = step;
  }

  /**
   * @param first what is rehearsed where this process is about to become a snapshot
   */
  Function(RequestStreamHandler step, FirstInvocation first) {
    this(step);
    if (Initialization.endsInASnapshot()) {
      first.rehearse(this);
      introduced = false;
    }
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    introduce(context);
    try {
      step.handleRequest(in, out, context);
    } catch (RuntimeException e) {
      throw AwsFailure.worded(e);
    }
  }

  /** Each log stream says once which version wrote it. */
  private void introduce(Context context) {
    if (!introduced) {
      introduced = true;
      context.getLogger().log("ICA Bucket Connect " + ThisStack.version(), LogLevel.INFO);
    }
  }
}
