package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.policy.TextPatterns.Kind;
import icaconnect.policy.TextPatterns.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextPatternsProperties {
  private static final String SMALL = "ab:";
  private static final List<String> EVERY_SHORT_TEXT = texts(5);

  /** An example that is missing could hide a request that is denied. */
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void there_is_an_example_for_whatever_a_text_matches(@ForAll long seed) {
    var random = new Random(seed);
    var patterns = new ArrayList<Pattern>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      patterns.add(pattern(random));
    }
    Optional<String> like =
        random.nextInt(4) == 0
            ? Optional.of(random.nextBoolean() ? "a*" : "?*:*")
            : Optional.empty();
    var form = like.map(text -> PolicyValue.of(text, false).fixed());
    var shown = new HashSet<List<Boolean>>();
    for (String example : TextPatterns.examples(patterns, like).orElseThrow()) {
      shown.add(matched(patterns, example));
      form.ifPresent(each -> assertThat(Wildcard.matches(each, example)).isTrue());
    }
    for (String text : EVERY_SHORT_TEXT) {
      if (form.isEmpty() || Wildcard.matches(form.get(), text)) {
        assertThat(shown)
            .describedAs("%s like %s: %s", patterns, like, text)
            .contains(matched(patterns, text));
      }
    }
  }

  private static List<Boolean> matched(List<Pattern> patterns, String text) {
    return patterns.stream()
        .map(pattern ->
            switch (pattern.kind()) {
              case EXACT -> Comparison.exact(pattern.text(), text);
              case IGNORING_CASE -> Comparison.ignoringCase(pattern.text(), text);
              case LIKE -> Wildcard.matches(pattern.text(), text);
              case ARN -> Comparison.arn(pattern.text(), text);
            })
        .toList();
  }

  private static Pattern pattern(Random random) {
    Kind kind = Kind.values()[random.nextInt(4)];
    var text = new StringBuilder();
    if (kind == Kind.ARN) {
      for (int part = 0; part < 5; part++) {
        text.append(random.nextInt(3) == 0 ? "*" : "").append(':');
      }
    }
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      text.append("aAb:*?".charAt(random.nextInt(6)));
    }
    return new Pattern(kind, PolicyValue.of(text.toString(), false).fixed());
  }

  private static List<String> texts(int longest) {
    var texts = new ArrayList<String>();
    Set<String> last = Set.of("");
    for (int length = 1; length <= longest; length++) {
      var next = new HashSet<String>();
      for (String text : last) {
        for (char c : (SMALL + "A").toCharArray()) {
          next.add(text + c);
        }
      }
      texts.addAll(next);
      last = next;
    }
    // ARNs have five colons at least.
    texts.addAll(
        List.of(":::::a", ":::::b", ":::::", "a:::::ab", ":::::a:b", "::a:::ab", ":::::A"));
    return texts;
  }
}
