package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DocumentDiffProperties {
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void what_stays_and_goes_is_the_old_and_what_stays_and_comes_the_new(@ForAll long seed) {
    var random = new Random(seed);
    JsonNode old = document(random);
    JsonNode now = document(random);

    var lines = DocumentDiff.whole(Optional.of(old), Optional.of(now));

    assertThat(without('+', lines)).isEqualTo(JsonLines.of(old));
    assertThat(without('-', lines)).isEqualTo(JsonLines.of(now));
    assertThat(lines.stream().filter(line -> !line.changed()).count())
        .isEqualTo(longestCommon(JsonLines.of(old), JsonLines.of(now)));
  }

  /** Applied by its heads and marks alone, as patch would. */
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void the_unified_form_makes_the_new_of_the_old(@ForAll long seed) {
    var random = new Random(seed);
    JsonNode old = document(random);
    JsonNode now = document(random);
    var patched = new ArrayList<String>();
    List<String> before = JsonLines.of(old);
    int next = 0;
    for (String line :
        DocumentDiff.unified(Optional.of(old), Optional.of(now), false).lines().toList()) {
      if (line.startsWith("@@")) {
        String[] numbers = line.split("[-+, ]+");
        int start = Integer.parseInt(numbers[1]) - 1;
        patched.addAll(before.subList(next, start));
        next = start;
        assertThat(patched.size()).isEqualTo(Integer.parseInt(numbers[3]) - 1);
      } else {
        if (line.charAt(0) != '+') {
          assertThat(line.substring(1)).isEqualTo(before.get(next++));
        }
        if (line.charAt(0) != '-') {
          patched.add(line.substring(1));
        }
      }
    }
    patched.addAll(before.subList(next, before.size()));
    assertThat(patched).isEqualTo(JsonLines.of(now));
  }

  private static List<String> without(char mark, List<DocumentDiff.Line> lines) {
    return lines.stream().filter(line -> line.mark() != mark).map(DocumentDiff.Line::text).toList();
  }

  /** By trying: the plain definition. */
  private static int longestCommon(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (String line : one) {
      int[] next = new int[other.size() + 1];
      for (int j = 1; j <= other.size(); j++) {
        next[j] = line.equals(other.get(j - 1)) ? row[j - 1] + 1 : Math.max(next[j - 1], row[j]);
      }
      row = next;
    }
    return row[other.size()];
  }

  private static JsonNode document(Random random) {
    var document = Json.MAPPER.createObjectNode();
    var list = document.putArray("list");
    for (int left = 10 + random.nextInt(20); left > 0; left--) {
      if (random.nextInt(6) > 0) {
        list.add(left);
      }
    }
    return document;
  }
}
