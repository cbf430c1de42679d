package icaconnect.step;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Calls a handler as Lambda does: bytes in, bytes out. */
public final class Invocation {
  public static final String ACCOUNT = "111122223333";

  /** The stack that the step belongs to. */
  public static final String STACK = "ica-connect";

  public static final Installation INSTALLATION =
      new Installation(STACK, new AwsAccount("aws", ACCOUNT, "us-east-1"));

  private Invocation() {}

  public static JsonNode of(JsonHandler handler, JsonNode input) {
    return of(handler, input, line -> {});
  }

  /** Hands every line of the log on. */
  public static JsonNode of(JsonHandler handler, JsonNode input, Consumer<String> log) {
    try {
      var out = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(input)),
          out,
          new FixedContext(log));
      return Json.MAPPER.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A context whose log nobody reads. */
  public static Context context() {
    return context(message -> {});
  }

  /** A context that hands every line of the log on. */
  public static Context context(Consumer<String> log) {
    return new FixedContext(log);
  }

  private record FixedContext(Consumer<String> log) implements Context {
    @Override
    public String getAwsRequestId() {
      return "request-1";
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/step";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "step";
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:step";
    }

    @Override
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 900_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          log.accept(message);
        }

        @Override
        public void log(byte[] message) {}
      };
    }
  }
}
