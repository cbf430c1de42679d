package icaconnect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What others write into a policy is text on the page, whatever it is. */
class HostileEvidenceProperties {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final String SHAPE = shape(EvidencePage.of(with("plain")));
  private static final String PARTS = shape(parts("plain"));

  /** The page's tags are those of a page about a harmless policy with as many lines. */
  @Property(tries = 500)
  void no_text_makes_or_breaks_a_tag_of_the_page(@ForAll("hostile") String theirs) {
    String page = EvidencePage.of(with(theirs));

    assertThat(shape(page)).isEqualTo(SHAPE);
    assertThat(page.codePoints().filter(HostileEvidenceProperties::obeyed)).isEmpty();
  }

  /** The same of what its pages are made of. */
  @Property(tries = 10_000)
  void no_text_makes_or_breaks_a_tag_of_its_parts(@ForAll("hostile") String theirs) {
    String parts = parts(theirs);

    assertThat(shape(parts)).isEqualTo(PARTS);
    assertThat(parts.codePoints().filter(HostileEvidenceProperties::obeyed)).isEmpty();
  }

  private static String parts(String theirs) {
    return Html.sideBySide(
                "label",
                Optional.of(policy(theirs, "before")),
                Optional.of(policy(theirs, "after")))
            .render()
        + Html.table("label", List.of("column"), Stream.of(List.of(Html.text(theirs)))).render()
        + Html.unknown(Json.tree(List.of(theirs))).render()
        + Html.verdict(theirs).render()
        + Bars.of(theirs, Map.of(theirs, 1.0), " s").render()
        + Timeline.of(theirs, stay(theirs)).orElseThrow().render();
  }

  private static JsonNode stay(String theirs) {
    return Json.tree(
        List.of(
            Map.of(
                "state",
                theirs,
                "entered",
                "2026-11-20T08:00:00Z",
                "left",
                "2026-11-20T08:00:10Z")));
  }

  /** White space that JSON escapes never breaks a line, so pages have as many rows. */
  private static ObjectNode with(String theirs) {
    return new AnyEvidence(policy(theirs, "before"), policy(theirs, "after")).evidence();
  }

  private static JsonNode policy(String theirs, String moment) {
    ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").addObject().put("Sid", theirs).put("Moment", moment);
    return policy;
  }

  private static String shape(String page) {
    var shape = new StringBuilder();
    TAG.matcher(page)
        .results()
        .forEach(tag -> shape.append(tag.group().replaceAll("\"[^\"]*\"", "\"\"")).append('\n'));
    return shape.toString();
  }

  private static boolean obeyed(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT || type == Character.CONTROL && c != '\n';
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.of(
                "</script>",
                "<script>alert(1)</script>",
                "</td></table>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "<!--",
                "-->",
                "]]>",
                "&lt;",
                "&#x3c;",
                "\u202e\u2066\u200f",
                "\u05d0\u0627",
                "\u0000",
                "\u001b[2J",
                "\ud83d\ude00",
                "${7*7}",
                "{{x}}",
                "javascript:alert(1)"),
            Arbitraries.strings().ofMaxLength(20));
    Arbitrary<String> word = Arbitraries.of(1, 20_000).map("w"::repeat);
    return Combinators.combine(
            part,
            part,
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(40, Arbitraries.just("")), net.jqwik.api.Tuple.of(1, word)))
        .as((one, two, long20KB) -> one + long20KB + two)
        .filter(text ->
            !text.chars().mapToObj(c -> (char) c).anyMatch(Character::isSurrogate)
                || java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text));
  }
}
