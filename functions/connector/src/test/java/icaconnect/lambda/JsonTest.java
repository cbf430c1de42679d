package icaconnect.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIASECRET",
        "{\"a\": AKIASECRET}",
        "{\"AKIASECRET\": 1, \"AKIASECRET\": 2}",
        "{\"a\": \"AKIASECRET"
      })
  void says_where_a_text_stops_being_JSON_and_quotes_nothing_of_it(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON")
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("AKIASECRET")
        .hasNoCause();
  }

  @Test
  void refuses_what_is_too_deep_for_any_reader() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).hasMessageContaining("too deep");
  }
}
