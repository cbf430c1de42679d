package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.code.Severity;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all codes is made from {@link Code}, and nothing answers with another one. */
class TroubleshootingContractTest {
  private static final Path PAGE = Checkout.file(Code.PAGE);
  private static final Path MAIN = Checkout.file("functions/connector/src/main/java/icaconnect");

  /** {@code make troubleshooting} writes it anew. */
  @Test
  void the_page_says_what_the_code_says() throws IOException {
    if (Boolean.getBoolean("troubleshooting.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE).as("run: make troubleshooting").hasContent(page());
  }

  @Test
  void a_code_of_fixed_severity_is_never_given_another() throws IOException {
    var given = Pattern.compile("\\b(info|warning|error)\\(\\s*(?:Code\\.)?([A-Z0-9_]+),");
    for (Path source : sources()) {
      var found = given.matcher(Files.readString(source));
      while (found.find()) {
        assertThat(Code.valueOf(found.group(2)).severity().map(Severity::name))
            .as("%s in %s", found.group(2), source)
            .isIn(Optional.empty(), Optional.of(found.group(1).toUpperCase(Locale.ROOT)));
      }
    }
  }

  @Test
  void what_the_workflows_and_the_page_of_the_readme_name_is_a_code() throws IOException {
    var known = Arrays.stream(Code.values()).map(Code::wire).collect(Collectors.toSet());
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
    var errors =
        Pattern.compile("(?m)^\\| `((?:icaconnect\\.failure\\.)?[A-Z][A-Za-z.]+)` \\| ")
            .matcher(
                Files.readString(Checkout.file("docs/reference.md"))
                    .split("of a failed execution")[1]);
    while (errors.find()) {
      named.add(errors.group(1));
    }
    assertThat(known).containsAll(named);
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Troubleshooting

            Every code that this product answers, what it means and what to do. This page is made from the enum `icaconnect.code.Code` by `make troubleshooting`; a test holds it fresh. The message that comes with a code says more: it names the statement, the layer or the thing that is meant, and its remedy is the command where there is one.
            """);
    for (Code.Kind kind : Code.Kind.values()) {
      page.append("\n## ").append(kind.title()).append('\n');
      Arrays.stream(Code.values())
          .filter(code -> code.kind() == kind)
          .sorted(Comparator.comparing(Code::wire))
          .forEach(code -> page.append(entry(code)));
    }
    return page.toString();
  }

  private static String entry(Code code) {
    return "\n### "
        + code.wire()
        + "\n"
        + code.severity().map(severity -> severity + ". ").orElse("")
        + code.meaning()
        + "\n\n**What to do:** "
        + code.remedy()
        + "\n";
  }

  /** Without the enum itself. */
  private static List<Path> sources() throws IOException {
    return files(MAIN).stream().filter(path -> !path.endsWith("Code.java")).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
