package icaconnect.aws.client;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How every AWS client of this product is made: nothing discovered, everything bounded in time, and
 * slower when AWS throttles, since many buckets at once share IAM's rate.
 */
public final class Clients {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SOCKET = Duration.ofSeconds(10);
  private static final Duration WHOLE_CALL = Duration.ofSeconds(25);

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Supplier<String> here;

  /** Clients that act as the function's own role. */
  public Clients() {
    this(new OwnCredentials());
  }

  /** Clients that act as somebody else: the probe uses the connection's own key. */
  public Clients(AwsCredentialsProvider credentials) {
    this(credentials, () -> System.getenv("AWS_REGION"));
  }

  /**
   * Clients of a person, outside of any function.
   *
   * @param here the region that is meant where none is named
   */
  public Clients(AwsCredentialsProvider credentials, Supplier<String> here) {
    this(
        credentials,
        here,
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SOCKET).build());
  }

  /** The same over another network. */
  public Clients(AwsCredentialsProvider credentials, Supplier<String> here, SdkHttpClient http) {
    this.credentials = credentials;
    this.here = here;
    this.http = new WayOut(http);
  }

  /** Requests to services that there is no client for. */
  public SignedCalls signed() {
    return new SignedCalls(http, credentials);
  }

  /** A client for the function's, or the person's, own region. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C here(B builder) {
    return in(here.get(), builder);
  }

  /**
   * A client that sends each call once, for calls that make something and carry no token: who
   * repeats such a call after a lost answer makes it twice.
   */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C once(B builder) {
    return in(here.get(), builder, AwsRetryStrategy.doNotRetry());
  }

  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C in(
      String region, B builder) {
    return in(region, builder, AwsRetryStrategy.forRetryMode(RetryMode.ADAPTIVE_V2));
  }

  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C in(
      String region, B builder, RetryStrategy retries) {
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .apiCallTimeout(WHOLE_CALL)
                .build())
        .build();
  }
}
