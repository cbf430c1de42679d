package icaconnect.cli.aws;

import icaconnect.aws.client.Clients;
import icaconnect.cli.terminal.UsageError;
import icaconnect.step.AwsAccount;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** The person at the terminal: the SDK's ordinary chain of credentials, profile and region. */
public final class Caller {
  /** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
  private static final String ENDPOINT_URL = "aws.endpointUrl";

  private static final String NO_ENDPOINT =
      "%s is no address of an endpoint: give http://HOST:PORT or https://HOST, by --endpoint-url or AWS_ENDPOINT_URL.";

  private final String region;
  private final Clients clients;

  /** Each may be null: then the SDK's chain decides. */
  public Caller(String region, String profile, String endpointUrl) {
    set(ProfileFileSystemSetting.AWS_PROFILE.property(), profile);
    set(ENDPOINT_URL, endpoint(endpointUrl));
    this.region = region;
    this.clients = new Clients(DefaultCredentialsProvider.builder().build(), this::region);
  }

  /** Over a network of a test's. */
  Caller(String region, Clients clients) {
    this.region = region;
    this.clients = clients;
  }

  public Clients clients() {
    return clients;
  }

  /** The account that the credentials belong to, and the region that is meant. */
  public AwsAccount account() {
    return AwsFailure.said(() -> {
      var identity = clients.here(StsClient.builder()).getCallerIdentity();
      return new AwsAccount(identity.arn().split(":", 3)[1], identity.account(), region());
    });
  }

  /** Who that is. */
  public String arn() {
    return AwsFailure.said(() -> clients.here(StsClient.builder()).getCallerIdentity().arn());
  }

  /** As the AWS CLI finds it; never by asking an instance's metadata. */
  public String region() {
    return Stream.of(
            Optional.ofNullable(region),
            Optional.ofNullable(System.getenv("AWS_REGION")),
            Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")),
            ofProfile())
        .flatMap(Optional::stream)
        .filter(code -> !code.isBlank())
        .findFirst()
        .orElseThrow(() ->
            new AwsFailure("No region: give --region, or set AWS_REGION or the profile's region."));
  }

  private static Optional<String> ofProfile() {
    try {
      return Optional.ofNullable(new AwsProfileRegionProvider().getRegion())
          .map(found -> found.id());
    } catch (SdkClientException e) {
      // The chain's own way of saying that the profile names none.
      return Optional.empty();
    }
  }

  /** A bucket's name before "localhost" resolves nowhere; an address makes S3 use the path. */
  static String endpoint(String given) {
    String url = given == null ? System.getenv("AWS_ENDPOINT_URL") : given;
    if (url == null || url.isBlank()) {
      return null;
    }
    var uri = uri(url);
    return "localhost".equalsIgnoreCase(uri.getHost())
        ? url.replaceFirst("(?i)localhost", "127.0.0.1")
        : url;
  }

  private static URI uri(String url) {
    try {
      var uri = new URI(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw new URISyntaxException(url, "neither http://HOST nor https://HOST");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new UsageError(NO_ENDPOINT.formatted(url));
    }
  }

  private static void set(String property, String value) {
    if (value != null) {
      System.setProperty(property, value);
    }
  }
}
