package icaconnect.door;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Put before a function's own handler: throws an Error at calls for some buckets, and hands on all
 * others. Needs nothing but the interface.
 */
public final class ThrowsError implements RequestStreamHandler {
  /** The function's own handler. */
  static final String HANDLER = "SABOTAGED_HANDLER";

  /** A list of {@code bucket/goal}; an empty goal is any. */
  static final String CALLS = "SABOTAGED_CALLS";

  private final RequestStreamHandler handler;

  public ThrowsError() throws ReflectiveOperationException {
    handler =
        (RequestStreamHandler)
            Class.forName(System.getenv(HANDLER)).getDeclaredConstructor().newInstance();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    byte[] bytes = in.readAllBytes();
    var input = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s", "");
    for (var call : System.getenv(CALLS).split(",")) {
      var bucketAndGoal = call.split("/", 2);
      if (input.contains("\"" + bucketAndGoal[0] + "\"")
          && (bucketAndGoal[1].isEmpty()
              || input.contains("\"goal\":\"" + bucketAndGoal[1] + "\""))) {
        throw new StackOverflowError("sabotaged");
      }
    }
    handler.handleRequest(new ByteArrayInputStream(bytes), out, context);
  }
}
