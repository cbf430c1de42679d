package icaconnect.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icaconnect.failure.Refused;
import icaconnect.ica.ApiKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IcaApiKeyTest {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void the_secret_is_the_key_itself_or_json() {
    assertThat(IcaApiKey.parse("key-1\n")).isEqualTo(new ApiKey("key-1"));
    assertThat(IcaApiKey.parse("{\"apiKey\": \"key-1\"}")).isEqualTo(new ApiKey("key-1"));
  }

  @Test
  void without_a_secret_configured_ica_is_not_opened() {
    assertThat(new IcaApiKey(new OneSecret("x"), Optional.empty(), Optional.empty()).open(NONE))
        .isEmpty();
    assertThat(new IcaApiKey(new OneSecret("x"), Optional.of(""), Optional.of("")).open(NONE))
        .isEmpty();
    assertThat(
            new IcaApiKey(new OneSecret("key-1"), Optional.of("arn"), Optional.empty()).open(NONE))
        .isPresent();
  }

  @Test
  void the_request_may_name_another_secret() {
    var secrets = new OneSecret("key-1");

    assertThat(
            new IcaApiKey(secrets, Optional.of("the-stacks"), NONE)
                .open(Optional.of("the-requests")))
        .isPresent();

    assertThat(secrets.asked()).containsExactly("the-requests");
  }

  @Test
  void a_secret_that_holds_no_key_is_refused_without_being_quoted() {
    String[] keyless = {
      "two words", "{\"apiKey\": tell-tale}", "{\"other\": \"tell-tale\"}", "", null
    };
    for (String secret : keyless) {
      var key = new IcaApiKey(new OneSecret(secret), Optional.of("arn"), Optional.empty());
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> key.open(NONE))
          .withMessageStartingWith("ICA_API_KEY_UNUSABLE")
          .withMessageNotContaining("tell-tale")
          .withNoCause();
    }
  }
}
