package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

class KeyOfTheSecretTest {
  private static final String OURS = "arn:aws:kms:us-east-1:111122223333:key/ours";

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "alias/aws/secretsmanager",
        "arn:aws:kms:us-east-1:111122223333:alias/aws/secretsmanager",
        OURS,
        "ours"
      })
  void is_secrets_managers_own_or_this_stacks(String key) {
    assertThat(otherKey(key)).isEmpty();
  }

  /** The attack: an alias that ends as that of Secrets Manager's own key does. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kms:us-east-1:111122223333:alias/x-alias/aws/secretsmanager",
        "arn:aws:kms:us-east-1:666666666666:alias/my/alias/aws/secretsmanager",
        "theirs",
        "arn:aws:kms:us-east-1:666666666666:key/theirs"
      })
  void or_another(String key) {
    assertThat(otherKey(key)).contains(key);
  }

  private static Optional<String> otherKey(String key) {
    return new SecretsManagerSecrets(new Under(key), new Under(key), Optional.of(OURS))
        .describe("ica-connect/ica-connect/ica-lab")
        .orElseThrow()
        .otherKey();
  }

  private record Under(String key) implements SecretsManagerClient {
    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
      return DescribeSecretResponse.builder()
          .arn(OneSecret.ARN)
          .kmsKeyId(key)
          .tags(List.of())
          .build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }
}
