package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icaconnect.failure.Refused;
import icaconnect.ica.AwsCredentials;
import icaconnect.registration.ConnectionKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionSecretTest {
  @Test
  void reads_the_key_by_the_secrets_name() {
    var secrets =
        new OneSecret(
            "{\"accessKeyId\": \"AKIA1\", \"secretAccessKey\": \"tell-tale\", \"bucket\": \"b\"}");

    assertThat(
            new ConnectionSecret(secrets).labelled("ica-connect/ica-connect/ica-lab", "AWSCURRENT"))
        .contains(
            new ConnectionKey(
                OneSecret.ARN, new AwsCredentials("AKIA1", "tell-tale"), Optional.of("b")))
        .hasValueSatisfying(
            key -> assertThat(key.toString()).contains("AKIA1").doesNotContain("tell-tale"));
    assertThat(secrets.asked()).containsExactly("ica-connect/ica-connect/ica-lab");
  }

  @Test
  void there_may_be_none_yet() {
    assertThat(
            new ConnectionSecret(OneSecret.absent())
                .labelled("ica-connect/ica-connect/ica-lab", "AWSCURRENT"))
        .isEmpty();
  }

  @Test
  void a_secret_that_holds_no_key_is_refused_without_being_quoted() {
    for (String secret : new String[] {"tell-tale", "{\"accessKeyId\": \"tell-tale\"}", "", null}) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() ->
              new ConnectionSecret(new OneSecret(secret))
                  .labelled("ica-connect/ica-connect/ica-lab", "AWSCURRENT"))
          .withMessageNotContaining("tell-tale")
          .withNoCause();
    }
  }
}
