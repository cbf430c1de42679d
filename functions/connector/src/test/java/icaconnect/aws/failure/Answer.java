package icaconnect.aws.failure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What a request gets for an answer.
 *
 * @param requestId null where it is not AWS that answers
 */
record Answer(int status, String type, String body, String requestId) {
  static final String PRINCIPAL = "arn:aws:sts::111122223333:assumed-role/ica-Role/ica-function";
  static final String REQUEST_ID = "4442587FB7D0A2F9";
  static final String QUOTED = "what was sent";
  static final Answer NONE = new Answer(0, null, null, null);

  static Answer denied(Operation operation, String reason) {
    return deniedWith(
        operation,
        "User: "
            + PRINCIPAL
            + " is not authorized to perform: "
            + operation.action()
            + " on resource: "
            + (operation.isS3() ? "&quot;arn:aws:s3:::lab-reads&quot;" : "arn:aws:x:::lab-reads")
            + " "
            + reason.formatted(operation.action()));
  }

  static Answer deniedWithoutAReason(Operation operation) {
    return deniedWith(operation, "Access Denied");
  }

  private static Answer deniedWith(Operation operation, String message) {
    return operation.speaksJson()
        ? of(operation, 400, "AccessDeniedException", message)
        : of(operation, 403, "AccessDenied", message);
  }

  static Answer throttled(Operation operation) {
    return operation.isS3()
        ? of(operation, 503, "SlowDown", "Please reduce your request rate.")
        : of(
            operation,
            400,
            operation.speaksJson() ? "ThrottlingException" : "Throttling",
            "Rate exceeded");
  }

  static Answer conflict(Operation operation) {
    return of(
        operation,
        409,
        operation.isS3() ? "OperationAborted" : "ConcurrentModification",
        "A conflicting operation is in progress");
  }

  static Answer broken(Operation operation) {
    return of(operation, 500, "InternalFailure", "We encountered an internal error.");
  }

  static Answer full(Operation operation) {
    return operation.speaksJson()
        ? of(operation, 400, "LimitExceededException", "Cannot exceed quota")
        : of(operation, 409, "LimitExceeded", "Cannot exceed quota for UsersPerAccount: 5000");
  }

  static Answer malformed(Operation operation) {
    return of(operation, 400, operation.malformed(), "It has an error in it: " + QUOTED);
  }

  /** What a proxy shows. */
  static Answer page(int status) {
    return new Answer(
        status,
        "text/html",
        "<!DOCTYPE html><html><head><title>Blocked</title></head><body><p>Not allowed here.<br></body></html>",
        null);
  }

  private static Answer of(Operation operation, int status, String code, String message) {
    if (operation.speaksJson()) {
      return new Answer(
          status,
          "application/x-amz-json-1.1",
          "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message),
          REQUEST_ID);
    }
    String error = "<Code>%s</Code><Message>%s</Message>".formatted(code, message);
    return new Answer(
        status,
        "application/xml",
        operation.isS3()
            ? "<Error>" + error + "</Error>"
            : "<ErrorResponse><Error>%s</Error><RequestId>%s</RequestId></ErrorResponse>"
                .formatted(error, REQUEST_ID),
        REQUEST_ID);
  }

  HttpExecuteResponse response() throws IOException {
    if (status == 0) {
      throw new ConnectException("Connection refused");
    }
    var head = SdkHttpResponse.builder().statusCode(status).putHeader("Content-Type", type);
    if (requestId != null) {
      head.putHeader("x-amz-request-id", requestId).putHeader("x-amzn-RequestId", requestId);
    }
    var text = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(AbortableInputStream.create(text))
        .build();
  }

  @Override
  public String toString() {
    return "HTTP " + status + " " + body;
  }
}
