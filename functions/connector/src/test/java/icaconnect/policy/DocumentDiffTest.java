package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentDiffTest {
  private final Optional<JsonNode> one =
      json("{\"a\":1,\"list\":[\"x\"],\"c\":1,\"d\":1,\"e\":1,\"f\":1}");
  private final Optional<JsonNode> other =
      json("{\"a\":1,\"list\":[\"x\",\"y\"],\"c\":1,\"d\":1,\"e\":1,\"f\":1}");

  @Test
  void shows_what_changes_with_three_lines_around_it() {
    assertThat(DocumentDiff.unified(one, other, false))
        .isEqualTo(
            """
            @@ -1,7 +1,8 @@
             {
               "a": 1,
               "list": [
            -    "x"
            +    "x",
            +    "y"
               ],
               "c": 1,
               "d": 1,
            """);
  }

  @Test
  void colours_what_goes_red_and_what_comes_green() {
    assertThat(DocumentDiff.unified(one, other, true))
        .contains("\u001b[31m-    \"x\"\u001b[0m\n", "\u001b[32m+    \"y\"\u001b[0m\n");
  }

  @Test
  void says_nothing_when_nothing_changes() {
    assertThat(DocumentDiff.unified(one, one, true)).isEmpty();
  }

  @Test
  void shows_a_document_that_comes_or_goes_as_a_whole() {
    assertThat(DocumentDiff.unified(Optional.empty(), json("{\"a\":1}"), false))
        .isEqualTo("@@ -0,0 +1,3 @@\n+{\n+  \"a\": 1\n+}\n");
    assertThat(DocumentDiff.unified(json("{}"), Optional.empty(), false))
        .startsWith("@@ -1,1 +0,0 @@\n-{");
  }

  private static Optional<JsonNode> json(String text) {
    return Optional.of(Json.parse(text));
  }
}
