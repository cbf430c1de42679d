package icaconnect.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** AWS at the other end of a wire: what is sent is kept, and answered as the test says. */
public final class Wire implements SdkHttpClient {
  private static final String ID = "4442587FB7D0A2F9";

  private final Function<Sent, Reply> aws;
  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());

  public Wire(Function<Sent, Reply> aws) {
    this.aws = aws;
  }

  /** What went over it. */
  public record Sent(String method, URI uri, SdkHttpRequest head, String body) {
    public String header(String name) {
      return head.firstMatchingHeader(name).orElse("");
    }

    /** Whether it asks for this subresource, as {@code ?versioning} does. */
    public boolean asksFor(String subresource) {
      return head.rawQueryParameters().containsKey(subresource);
    }
  }

  /**
   * @param fromAws it carries AWS's id, as a proxy's page does not
   */
  public record Reply(int status, Map<String, String> headers, String body, boolean fromAws) {
    public static Reply ok(String body) {
      return new Reply(200, Map.of(), body, true);
    }

    /** An error of a service that speaks XML. */
    public static Reply xml(int status, String code, String message) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/xml"),
          "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message),
          true);
    }

    /** An error of a service that speaks JSON. */
    public static Reply json(int status, String type, String message) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(type, message),
          true);
    }

    public static Reply page(int status) {
      return new Reply(status, Map.of(), "<html><body>Blocked</body></html>", false);
    }

    /** Nobody answers. */
    public static Reply none() {
      return new Reply(0, Map.of(), "", false);
    }
  }

  public Clients clients() {
    return new Clients(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "x")),
        () -> "us-east-1",
        this);
  }

  public List<Sent> sent() {
    return sent;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        var head = request.httpRequest();
        var one = new Sent(head.method().name(), head.getUri(), head, body(request));
        sent.add(one);
        return response(aws.apply(one));
      }

      @Override
      public void abort() {}
    };
  }

  private static String body(HttpExecuteRequest request) throws IOException {
    var body = request.contentStreamProvider();
    return body.isEmpty()
        ? ""
        : new String(body.get().newStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpExecuteResponse response(Reply reply) throws IOException {
    if (reply.status() == 0) {
      throw new ConnectException("Connection refused");
    }
    var head = SdkHttpResponse.builder().statusCode(reply.status());
    reply.headers().forEach(head::putHeader);
    if (reply.fromAws()) {
      head.putHeader("x-amz-request-id", ID).putHeader("x-amzn-RequestId", ID);
    }
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(
            Optional.of(reply.body())
                .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .map(AbortableInputStream::create)
                .get())
        .build();
  }

  @Override
  public void close() {}
}
