package icaconnect.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The only RequestStreamHandler. The Lambda serializer cannot build records and masks their
 * validation errors, so bytes become JSON here.
 */
public abstract class JsonHandler implements RequestStreamHandler {
  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    Json.MAPPER.writeValue(out, handle(event(in), context));
  }

  private static JsonNode event(InputStream in) throws IOException {
    try {
      return Json.read(in);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(List.of("the event is " + e.getMessage()));
    }
  }

  /** Answers one invocation; what is returned is written as JSON. */
  protected abstract Object handle(JsonNode input, Context context);
}
