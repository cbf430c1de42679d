package icaconnect.aws.iam;

import icaconnect.audit.MarkedSecret;
import icaconnect.audit.NotSeen;
import icaconnect.audit.TracedPolicy;
import icaconnect.audit.TracedUser;
import icaconnect.audit.Traces;
import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Traces by the secrets that carry our mark, since every connection has one. The list may lag
 * behind by minutes.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
 */
public final class AwsTraces implements Traces {
  private static final Duration NEW = Duration.ofDays(1);

  private final SecretsManagerClient secrets;
  private final IamClient iam;
  private final String region;
  private final Optional<String> boundaryArn;

  public AwsTraces() {
    this(
        new Clients().here(SecretsManagerClient.builder()),
        new Clients().here(IamClient.builder()),
        System.getenv("AWS_REGION"),
        Optional.ofNullable(System.getenv("PERMISSIONS_BOUNDARY_ARN")));
  }

  AwsTraces(
      SecretsManagerClient secrets, IamClient iam, String region, Optional<String> boundaryArn) {
    this.secrets = secrets;
    this.iam = iam;
    this.region = region;
    this.boundaryArn = boundaryArn;
  }

  @Override
  public Iterator<MarkedSecret> secrets() {
    var listed =
        secrets
            .listSecretsPaginator(request ->
                request.filters(Filter.builder().key("tag-key").values(Ours.BUCKET_TAG).build()))
            .stream()
            .flatMap(page -> page.secretList().stream())
            .filter(this::isNoReplica)
            .map(AwsTraces::secret)
            .iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return told(listed::hasNext);
      }

      @Override
      public MarkedSecret next() {
        return told(listed::next);
      }
    };
  }

  /** A replica has the name and the tags of the secret that is in its own region. */
  private boolean isNoReplica(SecretListEntry secret) {
    return secret.primaryRegion() == null || secret.primaryRegion().equals(region);
  }

  private static MarkedSecret secret(SecretListEntry secret) {
    var tags =
        secret.tags().stream()
            .collect(
                Collectors.toMap(
                    software.amazon.awssdk.services.secretsmanager.model.Tag::key,
                    software.amazon.awssdk.services.secretsmanager.model.Tag::value));
    boolean isNew =
        secret.createdDate() != null && secret.createdDate().isAfter(Instant.now().minus(NEW));
    return new MarkedSecret(secret.name(), tags, isNew);
  }

  @Override
  public Optional<TracedUser> user(String name) {
    return seen(() -> user(iam.getUser(request -> request.userName(name)).user()));
  }

  private TracedUser user(User user) {
    boolean bounded =
        user.permissionsBoundary() != null
            && boundaryArn
                .filter(user.permissionsBoundary().permissionsBoundaryArn()::equals)
                .isPresent();
    return new TracedUser(user.userName(), user.arn(), user.path(), tags(user.tags()), bounded);
  }

  @Override
  public Optional<TracedPolicy> policy(String arn) {
    return seen(() -> {
      var policy = iam.getPolicy(request -> request.policyArn(arn)).policy();
      String document =
          iam.getPolicyVersion(
                  request -> request.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
              .policyVersion()
              .document();
      return new TracedPolicy(
          tags(policy.tags()), Json.parse(URLDecoder.decode(document, StandardCharsets.UTF_8)));
    });
  }

  private static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private static <T> Optional<T> seen(Supplier<T> call) {
    return told(() -> {
      try {
        return Optional.of(call.get());
      } catch (NoSuchEntityException e) {
        return Optional.empty();
      }
    });
  }

  private static <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new NotSeen(String.valueOf(AwsFailure.worded(e).getMessage()), e);
    }
  }
}
