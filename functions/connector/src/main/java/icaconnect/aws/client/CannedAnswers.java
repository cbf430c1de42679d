package icaconnect.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What AWS answers in a rehearsal: about a bucket that others have configured, in an account where
 * nothing is connected yet. Answers that nobody wrote here are empty.
 */
final class CannedAnswers implements SdkHttpClient {
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": "*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Sid": "Laboratory", "Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"},
         "Action": "s3:DeleteObject", "Resource": "arn:*:s3:::rehearsal/kept/*"},
        {"Sid": "Members", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": ["s3:GetObject", "s3:PutObject"],
         "Resource": "arn:*:s3:::rehearsal/*",
         "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:*:iam::111122223333:role/lab*"]}}}]}
      """;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return answer(request).response();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}

  private static Answer answer(HttpExecuteRequest request) {
    var head = request.httpRequest();
    if (head.firstMatchingHeader("X-Amz-Target").isPresent()) {
      return json(head.firstMatchingHeader("X-Amz-Target").get());
    }
    String body = body(request);
    return body.startsWith("Action=") ? query(body) : s3(head);
  }

  private static Answer json(String target) {
    if (target.endsWith("DescribeSecret")) {
      return new Answer(400, JSON, "{\"__type\": \"ResourceNotFoundException\"}");
    }
    return Answer.json(
        target.endsWith("GetSecretValue")
            ? """
            {"SecretString": "{\\"accessKeyId\\": \\"AKIAREHEARSAL0000000\\", \\"secretAccessKey\\": \\"rehearsal\\"}"}
            """
            : "{}");
  }

  private static Answer query(String body) {
    String action = body.substring("Action=".length()).split("&", 2)[0];
    return switch (action) {
      case "GetUser", "GetPolicy" ->
          new Answer(
              404,
              "text/xml",
              "<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>none</Message></Error></ErrorResponse>");
      case "GetFederationToken" ->
          result(
              action,
              "<Credentials><AccessKeyId>ASIAREHEARSAL0000000</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey>"
                  + "<SessionToken>rehearsal</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>");
      case "GetCallerIdentity" ->
          result(action, "<Arn>arn:*:iam::111122223333:user/ica-rehearsal</Arn>");
      default -> result(action, "<IsTruncated>false</IsTruncated>");
    };
  }

  private static Answer result(String action, String content) {
    return Answer.xml(
        "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, content));
  }

  private static Answer s3(SdkHttpRequest request) {
    String asked =
        Stream.of(
                "policy",
                "versioning",
                "object-lock",
                "encryption",
                "ownershipControls",
                "publicAccessBlock",
                "requestPayment",
                "tagging",
                "replication",
                "cors")
            .filter(request.rawQueryParameters()::containsKey)
            .findFirst()
            .orElse("");
    return switch (asked) {
      case "policy" -> Answer.json(POLICY);
      case "versioning" ->
          Answer.xml("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
      case "encryption" ->
          Answer.xml(
              "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                  + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>");
      case "ownershipControls" ->
          Answer.xml(
              "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
      case "publicAccessBlock" ->
          Answer.xml(
              "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>");
      case "requestPayment" ->
          Answer.xml(
              "<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>");
      case "cors" ->
          Answer.xml(
              "<CORSConfiguration><CORSRule><ID>theirs</ID><AllowedOrigin>https://lab.example.org</AllowedOrigin>"
                  + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>");
      case "object-lock" -> missing("ObjectLockConfigurationNotFoundError");
      case "tagging" -> missing("NoSuchTagSet");
      case "replication" -> missing("ReplicationConfigurationNotFoundError");
      default -> Answer.xml("<Empty/>");
    };
  }

  private static Answer missing(String code) {
    return new Answer(404, "application/xml", "<Error><Code>" + code + "</Code></Error>");
  }

  private static String body(HttpExecuteRequest request) {
    try (var in =
        request.contentStreamProvider().map(content -> content.newStream()).orElse(null)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Answer(int status, String type, String body) {
    static Answer json(String body) {
      return new Answer(200, JSON, body);
    }

    static Answer xml(String body) {
      return new Answer(200, "application/xml", body);
    }

    HttpExecuteResponse response() {
      var text = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(status)
                  .putHeader("Content-Type", type)
                  .putHeader("x-amz-request-id", "REHEARSAL")
                  .putHeader("x-amz-bucket-region", System.getenv("AWS_REGION"))
                  .build())
          .responseBody(AbortableInputStream.create(text))
          .build();
    }
  }
}
