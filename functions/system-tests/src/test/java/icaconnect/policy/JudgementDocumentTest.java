package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/judgement.md} says about keys and operators is what our judge goes by. */
class JudgementDocumentTest {
  private static final String DOCUMENT = Checkout.text("docs/judgement.md");
  private static final IcaRequests ICA =
      Known.requests(Optional.of(Known.USER), Optional.of(Known.KEY), "runs/");

  @Test
  void tells_each_key_that_is_known_of_each_principal() {
    var written = new TreeMap<String, List<String>>();
    Pattern.compile("(?m)^\\| `([^`]+:[^`]+)` \\| (\\w+) \\| (\\w+) \\| (\\w+) \\|$")
        .matcher(DOCUMENT)
        .results()
        .forEach(row ->
            written.put(lower(row.group(1)), List.of(row.group(2), row.group(3), row.group(4))));
    assertThat(written).isEqualTo(known());
  }

  private static Map<String, List<String>> known() {
    var principals = List.of(ICA.user(), ICA.session(), ICA.role().orElseThrow());
    var keys = new TreeSet<String>();
    principals.forEach(principal -> keys.addAll(principal.facts().keySet()));
    var known = new TreeMap<String, List<String>>();
    for (String key : keys) {
      known.put(
          key,
          principals.stream()
              .map(principal -> word(principal.facts().getOrDefault(key, Fact.UNKNOWN)))
              .toList());
    }
    return known;
  }

  private static String word(Fact fact) {
    return switch (fact) {
      case Fact.Absent _ -> "absent";
      case Fact.Known _ -> "known";
      case Fact.OneOf _ -> "either";
      case Fact.Between _ -> "between";
      case Fact.Unknown unknown -> unknown.present() ? "present" : "unknown";
    };
  }

  @Test
  void tells_each_operator_that_is_understood_and_no_other() {
    String operators =
        DOCUMENT.substring(DOCUMENT.indexOf("## Operators"), DOCUMENT.indexOf("## Elements"));
    var written = new LinkedHashMap<String, Boolean>();
    Pattern.compile("`([A-Z]\\w+)`")
        .matcher(operators)
        .results()
        .forEach(name -> written.put(name.group(1), Operator.of(name.group(1)).isPresent()));
    assertThat(written).hasSize(27).doesNotContainValue(false);
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
