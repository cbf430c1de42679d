package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.code.Severity;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page explains each code that this product answers, once, and no other. */
class TroubleshootingContractTest {
  private static final Path MAIN = Checkout.file("functions/connector/src/main/java/icaconnect");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (.+)$");
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^### (.+)\n(?:(INFO|WARNING|ERROR)[.] )?[A-Z].*[.]\n\n"
              + "[*]{2}What to do:[*]{2} (?:[A-Z].*[.]|`.*`)$");

  @Test
  void every_entry_says_in_sentences_what_it_means_and_what_to_do() throws IOException {
    for (String section : sections().values()) {
      assertThat(all(ENTRY, section)).isEqualTo(all(HEADING, section)).isSorted();
    }
  }

  @Test
  void the_codes_are_those_of_the_code_with_their_severities() throws IOException {
    var explained = new TreeMap<String, Optional<String>>();
    for (String section : List.of("Findings", "Refusals", "Answers of the custom resource")) {
      ENTRY
          .matcher(sections().get(section))
          .results()
          .forEach(entry ->
              assertThat(explained.put(entry.group(1), Optional.ofNullable(entry.group(2))))
                  .as(entry.group(1))
                  .isNull());
    }
    assertThat(explained)
        .isEqualTo(
            Arrays.stream(Code.values())
                .collect(Collectors.toMap(Code::name, code -> code.severity().map(Enum::name))));
  }

  @Test
  void the_checks_are_those_of_the_probe() throws IOException {
    var names = new TreeSet<String>();
    var quoted = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    for (Path source : files(MAIN.resolve("verify"))) {
      names.addAll(all(quoted, Files.readString(source)));
    }
    // One for each method and origin.
    names.add("cors METHOD ORIGIN");
    assertThat(all(HEADING, sections().get("Checks of the probe")))
        .containsExactlyElementsOf(names);
  }

  @Test
  void a_code_of_fixed_severity_is_never_given_another() throws IOException {
    var given = Pattern.compile("\\b(info|warning|error)\\(\\s*(?:Code\\.)?([A-Z0-9_]+),");
    for (Path source : files(MAIN)) {
      var found = given.matcher(Files.readString(source));
      while (found.find()) {
        assertThat(Code.valueOf(found.group(2)).severity().map(Severity::name))
            .as("%s in %s", found.group(2), source)
            .isIn(Optional.empty(), Optional.of(found.group(1).toUpperCase(Locale.ROOT)));
      }
    }
  }

  @Test
  void what_the_workflows_and_the_page_of_the_readme_name_is_explained() throws IOException {
    var named = new TreeSet<String>();
    var code =
        Pattern.compile(
            "\"Error\": *\"(\\w+)\"|'code': *'([A-Z_]+)'|\\\\?\"code\\\\?\": *\\\\?\"([A-Z_]+)");
    for (Path source : files(Checkout.file("statemachine"))) {
      var found = code.matcher(Files.readString(source));
      while (found.find()) {
        named.add(
            Stream.of(found.group(1), found.group(2), found.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
      }
    }
    named.addAll(
        all(
            Pattern.compile("(?m)^\\| `((?:icaconnect\\.failure\\.)?[A-Z][A-Za-z.]+)` \\| "),
            Files.readString(Checkout.file("docs/reference.md"))
                .split("of a failed execution")[1]));
    assertThat(all(HEADING, Files.readString(Checkout.file(Code.PAGE)))).containsAll(named);
  }

  /** By their titles. */
  private static Map<String, String> sections() throws IOException {
    var sections = new LinkedHashMap<String, String>();
    for (String section : Files.readString(Checkout.file(Code.PAGE)).split("(?m)^## ")) {
      sections.put(section.lines().findFirst().orElseThrow(), section);
    }
    return sections;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
