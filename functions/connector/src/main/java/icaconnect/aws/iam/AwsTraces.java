package icaconnect.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.audit.Trace;
import icaconnect.audit.Traces;
import icaconnect.aws.client.Clients;
import icaconnect.connection.Connection;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Traces by the secrets that carry our mark, since every connection has one. The list may lag
 * behind by minutes, so the user has to be there, too; and under this stack's boundary, by which
 * its connections are told from those of other stacks.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html
 */
public final class AwsTraces implements Traces {
  private final SecretsManagerClient secrets = new Clients().here(SecretsManagerClient.builder());
  private final IamClient iam = new Clients().here(IamClient.builder());
  private final String boundaryArn = System.getenv("PERMISSIONS_BOUNDARY_ARN");

  @Override
  public List<Trace> ofOthersThan(Set<String> known) {
    return secrets
        .listSecretsPaginator(request ->
            request.filters(Filter.builder().key("tag-key").values(Ours.BUCKET_TAG).build()))
        .stream()
        .flatMap(page -> page.secretList().stream())
        .filter(secret -> secret.name().startsWith(Ours.SECRET_PREFIX))
        .flatMap(secret -> trace(secret, known).stream())
        .toList();
  }

  private Optional<Trace> trace(SecretListEntry secret, Set<String> known) {
    String userName = secret.name().substring(secret.name().lastIndexOf('/') + 1);
    return secret.tags().stream()
        .filter(tag -> tag.key().equals(Ours.BUCKET_TAG) && !known.contains(tag.value()))
        .findFirst()
        .flatMap(tag ->
            user(userName)
                .map(user -> new Trace(tag.value(), userName, policy(user, tag.value()))));
  }

  private Optional<User> user(String name) {
    try {
      return Optional.of(iam.getUser(request -> request.userName(name)).user())
          .filter(user ->
              user.permissionsBoundary() != null
                  && boundaryArn.equals(user.permissionsBoundary().permissionsBoundaryArn()));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  /** At the user's own path, under the name that the policy has unless a request says otherwise. */
  private Optional<JsonNode> policy(User user, String bucket) {
    String name =
        Connection.parse(Json.MAPPER.createObjectNode().put("bucket", bucket)).policyName();
    if (!user.path().startsWith(Ours.IAM_PATH)) {
      return Optional.empty();
    }
    String account = user.arn().substring(0, user.arn().indexOf(":user"));
    String arn = account + ":policy" + user.path() + name;
    try {
      var policy = iam.getPolicy(request -> request.policyArn(arn)).policy();
      String document =
          iam.getPolicyVersion(
                  request -> request.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
              .policyVersion()
              .document();
      return Optional.of(Json.parse(URLDecoder.decode(document, StandardCharsets.UTF_8)));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }
}
