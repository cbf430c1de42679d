package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Mark;
import icaconnect.failure.TryAgain;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Who connects soon after a disconnect waits for Secrets Manager. */
class SecretBeingDeletedTest {
  private static final String DELETED =
      "You can't create this secret because a secret with this name is already scheduled for deletion.";

  @Test
  void a_name_whose_secret_is_being_deleted_is_waited_for() {
    assertThatThrownBy(() -> create(invalid(DELETED)))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("is being deleted")
        .hasMessageContaining("Remedy: ");
  }

  @Test
  void so_is_one_that_was_not_shown_a_moment_ago() {
    assertThatThrownBy(() -> create(ResourceExistsException.builder().message("exists").build()))
        .isInstanceOf(TryAgain.class);
  }

  @Test
  void any_other_refusal_is_passed_on() {
    var other = invalid("The parameter is invalid.");

    assertThatThrownBy(() -> create(other)).isSameAs(other);
  }

  private static void create(Exception failure) {
    var client = new Failing((SecretsManagerException) failure);
    new SecretsManagerSecrets(client, client, Optional.empty())
        .create(
            "ica-connect/ica-connect/ica-lab", new Mark("lab", "ica-connect", false), "ica-lab");
  }

  private static Exception invalid(String message) {
    return InvalidRequestException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("InvalidRequestException")
                .errorMessage(message)
                .build())
        .build();
  }

  private record Failing(SecretsManagerException failure) implements SecretsManagerClient {
    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
      throw failure;
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }
}
