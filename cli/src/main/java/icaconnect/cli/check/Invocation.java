package icaconnect.cli.check;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.step.AwsAccount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Calls a step in this process as Lambda calls it in the stack: bytes in, bytes out. What it logs
 * is for CloudWatch, and goes nowhere.
 */
record Invocation(AwsAccount account) implements Context {
  JsonNode of(JsonHandler step, JsonNode input) {
    try {
      var out = new ByteArrayOutputStream();
      step.handleRequest(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(input)), out, this);
      return Json.MAPPER.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:"
        + account.partition()
        + ":lambda:"
        + account.region()
        + ":"
        + account.id()
        + ":function:ica-connect";
  }

  @Override
  public String getFunctionName() {
    return "ica-connect";
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getAwsRequestId() {
    return "check";
  }

  @Override
  public String getLogGroupName() {
    return "";
  }

  @Override
  public String getLogStreamName() {
    return "";
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
    return Integer.MAX_VALUE;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 0;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {}

      @Override
      public void log(byte[] message) {}
    };
  }
}
