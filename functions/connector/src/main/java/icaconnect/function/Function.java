package icaconnect.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import icaconnect.aws.environment.Initialization;
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
    }
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    try {
      step.handleRequest(in, out, context);
    } catch (RuntimeException e) {
      throw AwsFailure.worded(e);
    }
  }
}
