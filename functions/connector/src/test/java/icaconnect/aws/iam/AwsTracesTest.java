package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.audit.MarkedSecret;
import icaconnect.audit.NotSeen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.paginators.ListSecretsIterable;

class AwsTracesTest {
  private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

  private static final software.amazon.awssdk.services.iam.model.Tag MARK =
      software.amazon.awssdk.services.iam.model.Tag.builder()
          .key("ica-connect:bucket")
          .value("lab-a")
          .build();

  @Test
  void a_user_of_a_stack_before_is_read_with_its_tags_and_is_not_bounded() {
    var user = traces().user("ica-lab-a").orElseThrow();

    assertThat(user.path()).isEqualTo("/ica-connect/lab/us-east-1/");
    assertThat(user.tags()).containsExactly(Map.entry("ica-connect:bucket", "lab-a"));
    assertThat(user.bounded()).isFalse();
    assertThat(traces().user("bounded").orElseThrow().bounded()).isTrue();
  }

  @Test
  void denied_is_not_absent() {
    assertThat(traces().user("gone")).isEmpty();
    assertThatThrownBy(() -> traces().user("denied"))
        .isInstanceOf(NotSeen.class)
        .hasMessageContaining("AWS_DENIES_US");
  }

  /** It has the name and the tags of the one that it was copied from, whose stack looks at it. */
  @Test
  void a_replica_of_another_regions_secret_is_no_trace_here() {
    var read = new ArrayList<MarkedSecret>();
    traces().secrets().forEachRemaining(read::add);

    assertThat(read)
        .containsExactly(
            new MarkedSecret("alone", Map.of("ica-connect:bucket", "lab-a"), false),
            new MarkedSecret("replicated", Map.of("ica-connect:bucket", "lab-a"), false));
  }

  @Test
  void a_list_that_is_denied_is_not_empty() {
    var traces =
        new AwsTraces(
            new SecretsManagerClient() {
              @Override
              public ListSecretsResponse listSecrets(ListSecretsRequest request) {
                throw SecretsManagerException.builder()
                    .statusCode(400)
                    .requestId("one")
                    .awsErrorDetails(
                        AwsErrorDetails.builder()
                            .serviceName("SecretsManager")
                            .errorCode("AccessDeniedException")
                            .errorMessage("with an explicit deny in a service control policy")
                            .build())
                    .build();
              }

              @Override
              public ListSecretsIterable listSecretsPaginator(ListSecretsRequest request) {
                return new ListSecretsIterable(this, request);
              }

              @Override
              public String serviceName() {
                return "secretsmanager";
              }

              @Override
              public void close() {}
            },
            new Users(),
            "us-east-1",
            Optional.of(BOUNDARY));

    assertThatThrownBy(() -> traces.secrets().hasNext())
        .isInstanceOf(NotSeen.class)
        .hasMessageContaining("AWS_DENIES_US");
  }

  private static AwsTraces traces() {
    return new AwsTraces(new Secrets(), new Users(), "us-east-1", Optional.of(BOUNDARY));
  }

  private record Secrets() implements SecretsManagerClient {
    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
      return ListSecretsResponse.builder()
          .secretList(
              List.of(
                  entry("alone", null),
                  entry("replicated", "us-east-1"),
                  entry("replica", "eu-west-1")))
          .build();
    }

    private static SecretListEntry entry(String name, String primaryRegion) {
      return SecretListEntry.builder()
          .name(name)
          .primaryRegion(primaryRegion)
          .tags(Tag.builder().key("ica-connect:bucket").value("lab-a").build())
          .build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }

  private record Users() implements IamClient {
    @Override
    public GetUserResponse getUser(GetUserRequest request) {
      return switch (request.userName()) {
        case "gone" -> throw NoSuchEntityException.builder().build();
        case "denied" ->
            throw IamException.builder()
                .statusCode(403)
                .requestId("one")
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .serviceName("Iam")
                        .errorCode("AccessDenied")
                        .errorMessage("with an explicit deny in a service control policy")
                        .build())
                .build();
        default -> found(request.userName());
      };
    }

    private static GetUserResponse found(String name) {
      String path = "/ica-connect/lab/us-east-1/";
      return GetUserResponse.builder()
          .user(user ->
              user.userName(name)
                  .path(path)
                  .arn("arn:aws:iam::111122223333:user" + path + name)
                  .permissionsBoundary(it ->
                      it.permissionsBoundaryArn(
                          name.equals("bounded") ? BOUNDARY : BOUNDARY + "-of-the-one-before"))
                  .tags(List.of(MARK)))
          .build();
    }

    @Override
    public String serviceName() {
      return "iam";
    }

    @Override
    public void close() {}
  }
}
