package icaconnect.aws.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Reads of services whose SDK clients are too large for what is asked of them: each is one request
 * that the SDK's own parts address, sign and send, once.
 */
public final class SignedCalls {
  /** Nothing that is asked for is longer. */
  private static final int LONGEST = 65_536;

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  SignedCalls(SdkHttpClient http, AwsCredentialsProvider credentials) {
    this.http = http;
    this.credentials = credentials;
  }

  /**
   * Sends it and reads the answer, whatever its status.
   *
   * @throws SdkClientException where nobody answers
   */
  public SignedAnswer send(SignedCall call) {
    try {
      return answer(executed(request(call), call));
    } catch (IOException e) {
      throw SdkClientException.create("no answer of " + call.service().signingName(), e);
    }
  }

  private HttpExecuteResponse executed(SdkHttpRequest request, SignedCall call) throws IOException {
    var body = ContentStreamProvider.fromUtf8String(call.body());
    var signed =
        signer.sign(r ->
            r.identity(credentials.resolveCredentials())
                .request(request)
                .payload(body)
                .putProperty(
                    AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, call.service().signingName())
                .putProperty(AwsV4HttpSigner.REGION_NAME, call.region()));
    var execution = HttpExecuteRequest.builder().request(signed.request());
    if (!call.body().isEmpty()) {
      execution.contentStreamProvider(signed.payload().orElse(body));
    }
    return http.prepareRequest(execution.build()).call();
  }

  private static SdkHttpRequest request(SignedCall call) {
    byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
    var request =
        SdkHttpRequest.builder()
            .uri(endpoint(call))
            .method(body.length == 0 ? SdkHttpMethod.GET : SdkHttpMethod.POST)
            .encodedPath(call.path());
    call.query().forEach(request::putRawQueryParameter);
    call.headers().forEach(request::putHeader);
    if (body.length > 0) {
      request.putHeader("Content-Length", Integer.toString(body.length));
    }
    return request.build();
  }

  /** As the SDK finds it: what environment or profile say, else the service's in that region. */
  private static URI endpoint(SignedCall call) {
    SignedCall.Service service = call.service();
    return AwsClientEndpointProvider.builder()
        .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_" + service.name())
        .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + service.property())
        .serviceProfileProperty(service.name().toLowerCase(Locale.ROOT))
        .resolveFromOverrides()
        .orElseGet(() -> URI.create("https://" + call.hostPrefix() + host(call)));
  }

  private static URI host(SignedCall call) {
    boolean fips = SdkSystemSetting.AWS_USE_FIPS_ENDPOINT.getBooleanValue().orElse(false);
    return ServiceMetadata.of(call.service().endpointPrefix())
        .endpointFor(
            ServiceEndpointKey.builder()
                .region(Region.of(call.region()))
                .tags(fips ? List.of(EndpointTag.FIPS) : List.of())
                .build());
  }

  private static SignedAnswer answer(HttpExecuteResponse answered) throws IOException {
    String body = "";
    if (answered.responseBody().isPresent()) {
      try (AbortableInputStream text = answered.responseBody().get()) {
        body = new String(text.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
    }
    return SignedAnswer.of(answered.httpResponse(), body);
  }
}
