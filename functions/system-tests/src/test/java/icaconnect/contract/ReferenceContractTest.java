package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.ConnectionRequest;
import icaconnect.localstack.Checkout;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference.md has what there is, and nothing else. */
class ReferenceContractTest {
  private static final String PAGE = Checkout.text("docs/reference.md");

  /** They have a default that says "none" to AWS, not to a person. */
  private static final List<String> WORDED =
      List.of("none", "empty", "must be given", "Illumina's", "that of the first registration");

  @Test
  void the_page_has_every_parameter_with_its_default() {
    var parameters = Template.read().parameters();
    var told = new ArrayList<String>();
    for (String[] row : rows("## Parameters")) {
      var names = quoted(row[1]);
      var defaults = row[2].split(", ");
      told.addAll(names);
      for (int i = 0; i < names.size(); i++) {
        String said = defaults[Math.min(i, defaults.length - 1)].strip().replace("`", "");
        if (!WORDED.contains(said)) {
          assertThat(said)
              .as(names.get(i))
              .isEqualTo(parameters.path(names.get(i)).path("Default").asText());
        }
      }
    }

    assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names(parameters));
  }

  @Test
  void the_page_has_every_field_of_a_request() {
    var told = rows("## Request").stream().flatMap(row -> quoted(row[1]).stream()).toList();

    assertThat(told)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ConnectionRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  private static List<String[]> rows(String heading) {
    var section = PAGE.split(Pattern.quote(heading) + "\n")[1].split("\n## ")[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split(" *\\| *"))
        .toList();
  }

  private static List<String> quoted(String cell) {
    return Pattern.compile("`(\\w+)`").matcher(cell).results().map(m -> m.group(1)).toList();
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
