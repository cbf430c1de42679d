package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;

class SecretPolicyTest {
  private static final String ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/ica-connect/lab-AbCdEf";

  @Test
  void a_policy_is_sent_by_the_client_that_sends_once_and_a_lost_answer_is_looked_at_anew() {
    var sent = new ArrayList<PutResourcePolicyRequest>();
    var secrets = new SecretsManagerSecrets(new Unused(), new Losing(sent), Optional.empty());

    assertThatThrownBy(() -> secrets.guard(ARN, Json.parse("{\"Statement\":[]}")))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining(ARN);
    assertThat(sent).singleElement().satisfies(one -> assertThat(one.blockPublicPolicy()).isTrue());
  }

  /** Refuses every call, as the interface does by default. */
  private record Unused() implements SecretsManagerClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private record Losing(List<PutResourcePolicyRequest> sent) implements SecretsManagerClient {
    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
      sent.add(request);
      throw SdkClientException.create("connection reset");
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
