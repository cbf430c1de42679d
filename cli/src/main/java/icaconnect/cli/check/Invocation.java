package icaconnect.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.ContextOutsideLambda;
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
record Invocation(AwsAccount account) implements ContextOutsideLambda {
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
}
