package icaconnect.door;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Put in a function's place, alone: needs nothing but the interface. */
public final class ThrowsError implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    throw new StackOverflowError("sabotaged");
  }
}
