package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Public reports of this kind of work: each says where it comes from, which rule of AWS it shows,
 * what is answered and which test shows that; and that test is there.
 */
class KnownReportsContractTest {
  private static final String REPORTS =
      "functions/connector/src/test/resources/reports/known-reports.json";
  private static final Path PAGE = Checkout.file("docs/known-reports.md");
  private static final Pattern TEST = Pattern.compile("icaconnect\\.[\\w.]+(?:#\\w+)?");
  private static final List<String> SOURCES =
      List.of("functions/connector", "functions/system-tests", "cli").stream()
          .map(module -> module + "/src/test/java/")
          .toList();

  @Test
  void there_are_more_than_sixty_and_none_is_there_twice() {
    var sources = reports().map(each -> each.path("source").asText()).toList();

    assertThat(sources).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(reports().filter(each -> each.has("play"))).hasSizeGreaterThan(40);
  }

  @Test
  void each_says_where_it_comes_from_and_what_it_shows() {
    assertThat(reports())
        .allSatisfy(each -> {
          assertThat(each.path("source").asText()).startsWith("https://");
          for (String field : List.of("subject", "happened", "rule", "answer")) {
            assertThat(each.path(field).asText()).as("%s of %s", field, each).isNotBlank();
          }
          assertThat(each.path("shownBy")).as("tests of %s", each).isNotEmpty();
          assertThat(each.has("play")).isEqualTo(each.has("expect"));
        });
  }

  @Test
  void the_tests_that_they_name_are_there() {
    var missing = new TreeSet<String>();
    reports()
        .flatMap(KnownReportsContractTest::tests)
        .filter(test -> !isThere(test))
        .forEach(missing::add);

    assertThat(missing).isEmpty();
  }

  /** A kind that no test plays would be counted and never tried. */
  @Test
  void the_tests_that_play_them_ask_for_their_kind() {
    assertThat(reports().filter(each -> each.has("play")))
        .allSatisfy(each ->
            assertThat(source(tests(each).findFirst().orElseThrow().split("#")[0]))
                .singleElement()
                .asString()
                .contains("KnownReport.of(\"" + each.at("/play/kind").asText() + "\")"));
  }

  /** {@code make reports} writes it anew. */
  @Test
  void the_page_says_what_they_say() throws IOException {
    if (Boolean.getBoolean("reports.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE).as("run: make reports").hasContent(page());
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Public reports of this kind of work
            What people have reported in public, which rule of AWS it shows, and what this product makes of it. `make reports` writes this page from `%s`; the reports with data are played by the tests beside them.

            | subject | what happened | AWS's rule | what is answered | shown by |
            | --- | --- | --- | --- | --- |
            """
                .formatted(REPORTS));
    reports()
        .forEach(each -> {
          String limit = each.path("limit").asText("");
          page.append("| ")
              .append(each.path("subject").asText())
              .append(" | ")
              .append(each.path("happened").asText())
              .append(" ([report](")
              .append(each.path("source").asText())
              .append(")) | ")
              .append(each.path("rule").asText())
              .append(" | ")
              .append(each.path("answer").asText())
              .append(limit.isEmpty() ? "" : " Limit: " + limit)
              .append(" | ")
              .append(
                  tests(each)
                      .map(test -> "`" + test.replaceFirst("^icaconnect\\.", "") + "`")
                      .collect(Collectors.joining(", ")))
              .append(" |\n");
        });
    return page.toString();
  }

  private static Stream<JsonNode> reports() {
    return StreamSupport.stream(Json.parse(Checkout.text(REPORTS)).spliterator(), false);
  }

  private static Stream<String> tests(JsonNode report) {
    return StreamSupport.stream(report.path("shownBy").spliterator(), false).map(JsonNode::asText);
  }

  private static boolean isThere(String test) {
    if (!TEST.matcher(test).matches()) {
      return false;
    }
    String[] parts = test.split("#");
    var sources = source(parts[0]);
    return sources.size() == 1
        && (parts.length == 1
            || Pattern.compile("(?m)^  void " + parts[1] + "\\(")
                .matcher(sources.getFirst())
                .find());
  }

  private static List<String> source(String type) {
    var texts = new ArrayList<String>();
    for (String folder : SOURCES) {
      String file = folder + type.replace('.', '/') + ".java";
      if (Files.exists(Checkout.file(file))) {
        texts.add(Checkout.text(file));
      }
    }
    return texts;
  }
}
