package icaconnect.enforced;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import icaconnect.lambda.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/**
 * What Lambda does with a handler, in a process of its own: made once with its public constructor,
 * then one invocation for each line of standard input and one line of answer for each.
 */
final class HandlerLoop {
  private static final LambdaLogger LOGGER =
      new LambdaLogger() {
        @Override
        public void log(String message) {
          System.err.println(message);
        }

        @Override
        public void log(byte[] message) {
          log(new String(message, StandardCharsets.UTF_8));
        }
      };

  private HandlerLoop() {}

  /** Arguments: the handler's class, the function's ARN. */
  public static void main(String[] arguments) throws Exception {
    var answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    var handler = (RequestStreamHandler) Class.forName(arguments[0]).getConstructor().newInstance();
    var context = context(arguments[1]);
    var events = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String event = events.readLine(); event != null; event = events.readLine()) {
      answers.println(answer(handler, event, context));
    }
  }

  private static String answer(RequestStreamHandler handler, String event, Context context) {
    var answer = Json.MAPPER.createObjectNode();
    try {
      var out = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context);
      answer.set("payload", Json.parse(out.toString(StandardCharsets.UTF_8)));
    } catch (Throwable e) { // as Lambda does: an Error is an answer too
      answer.put("errorType", e.getClass().getName()).put("errorMessage", e.getMessage());
    }
    return Json.write(answer);
  }

  /** Names are the ARN's; what is logged goes to standard error; there is time. */
  private static Context context(String functionArn) {
    String name = functionArn.substring(functionArn.lastIndexOf(':') + 1);
    return (Context)
        Proxy.newProxyInstance(
            HandlerLoop.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, none) ->
                switch (method.getName()) {
                  case "getInvokedFunctionArn" -> functionArn;
                  case "getFunctionName" -> name;
                  case "getLogger" -> LOGGER;
                  case "getRemainingTimeInMillis" -> Integer.MAX_VALUE;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
