package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  @Test
  void marks_are_numbered_by_each_documents_own_lines() {
    assertThat(DocumentDiff.unified(list("x", 20), list("y", 21), false))
        .isEqualTo(
            """
            @@ -1,5 +1,5 @@
             [
            -  "x",
            +  "y",
               1,
               2,
               3,
            @@ -19,5 +19,6 @@
               17,
               18,
               19,
            -  20
            +  20,
            +  21
             ]
            """);
  }

  @Test
  void changes_near_each_other_are_shown_in_one() {
    assertThat(heads("[1,2,3,4,5,6,7,8,9]", "[0,2,3,4,5,6,0,8,9]")).hasSize(1);
    assertThat(heads("[1,2,3,4,5,6,7,8,9]", "[0,2,3,4,5,6,7,8,0]")).hasSize(2);
  }

  @Test
  void what_goes_stands_before_what_comes() {
    assertThat(DocumentDiff.unified(json("{\"a\":{\"b\":1}}"), json("[{\"b\":1}]"), false))
        .isEqualTo(
            """
            @@ -1,5 +1,5 @@
            -{
            -  "a": {
            +[
            +  {
                 "b": 1
               }
            -}
            +]
            """);
  }

  @Test
  void the_whole_has_every_line_with_its_mark() {
    assertThat(DocumentDiff.whole(json("{\"a\":1}"), json("{\"a\":2}")))
        .extracting(line -> line.mark() + line.text())
        .containsExactly(" {", "-  \"a\": 1", "+  \"a\": 2", " }");
  }

  private static List<String> heads(String before, String after) {
    return DocumentDiff.unified(json(before), json(after), true)
        .lines()
        .filter(line -> line.startsWith("\u001b[36m@@"))
        .toList();
  }

  /** The first, and the numbers from one to the last. */
  private static Optional<JsonNode> list(String first, int last) {
    var list = Json.MAPPER.createArrayNode().add(first);
    IntStream.rangeClosed(1, last).forEach(list::add);
    return Optional.of(list);
  }

  private static Optional<JsonNode> json(String text) {
    return Optional.of(Json.parse(text));
  }
}
