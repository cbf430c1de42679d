package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a deployer's pattern may match: never more parts of an ARN than it has itself. */
class NamePatternProperties {
  @Property(tries = 10_000)
  void a_match_has_the_paths_of_its_pattern(
      @ForAll("patterns") String pattern, @ForAll("names") String name) {
    if (new NamePattern(pattern).matches(name)) {
      assertThat(parts(name)).isEqualTo(parts(pattern));
    }
  }

  @Property(tries = 10_000)
  void every_filling_of_the_stars_matches_unless_it_crosses(
      @ForAll("patterns") String pattern, @ForAll("names") String filling) {
    boolean crosses = pattern.contains("*") && parts(filling) > 0;
    assertThat(new NamePattern(pattern).matches(pattern.replace("*", filling))).isEqualTo(!crosses);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab*/:.+[").ofMinLength(1).ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab/:.+[").ofMaxLength(8);
  }

  private static long parts(String text) {
    return text.chars().filter(c -> c == '/' || c == ':').count();
  }
}
