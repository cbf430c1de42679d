package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.Refused;
import icaconnect.ica.ApiKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IcaApiKeyTest {
  private static final Optional<String> NONE = Optional.empty();
  private static final Limits NAMED =
      new Limits(Optional.empty(), Optional.empty(), NamePattern.of("the-requests*"));

  @Test
  void the_secret_is_the_key_itself_or_json() {
    assertThat(IcaApiKey.parse("key-1\n")).isEqualTo(new ApiKey("key-1"));
    assertThat(IcaApiKey.parse("{\"apiKey\": \"key-1\"}")).isEqualTo(new ApiKey("key-1"));
  }

  @Test
  void without_a_secret_configured_ica_is_not_opened() {
    assertThat(
            new IcaApiKey(new OneSecret("x"), Optional.empty(), Optional.empty(), Limits.CLOSED)
                .open(NONE))
        .isEmpty();
    assertThat(
            new IcaApiKey(new OneSecret("x"), Optional.of(""), Optional.of(""), Limits.CLOSED)
                .open(NONE))
        .isEmpty();
    assertThat(
            new IcaApiKey(
                    new OneSecret("key-1"), Optional.of("arn"), Optional.empty(), Limits.CLOSED)
                .open(NONE))
        .isPresent();
  }

  @Test
  void the_request_may_name_another_secret_where_the_deployer_says_so() {
    var secrets = new OneSecret("key-1");

    assertThat(
            new IcaApiKey(secrets, Optional.of("the-stacks"), NONE, NAMED)
                .open(
                    Optional.of(
                        "arn:aws:secretsmanager:us-east-1:111122223333:secret:the-requests-AbCdEf")))
        .isPresent();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() ->
            new IcaApiKey(secrets, Optional.of("the-stacks"), NONE, Limits.CLOSED)
                .open(
                    Optional.of(
                        "arn:aws:secretsmanager:us-east-1:111122223333:secret:the-requests-AbCdEf")))
        .withMessageStartingWith("API_KEY_NOT_ALLOWED");

    assertThat(secrets.asked())
        .containsExactly(
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:the-requests-AbCdEf");
  }

  @Test
  void a_secret_that_holds_no_key_is_refused_without_being_quoted() {
    String[] keyless = {
      "two words", "{\"apiKey\": tell-tale}", "{\"other\": \"tell-tale\"}", "", null
    };
    for (String secret : keyless) {
      var key =
          new IcaApiKey(new OneSecret(secret), Optional.of("arn"), Optional.empty(), Limits.CLOSED);
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> key.open(NONE))
          .withMessageStartingWith("ICA_API_KEY_UNUSABLE")
          .withMessageNotContaining("tell-tale")
          .withNoCause();
    }
  }
}
