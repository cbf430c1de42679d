package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import icaconnect.cli.Browser.Look;
import icaconnect.evidence.AnyEvidence;
import icaconnect.evidence.EvidencePage;
import icaconnect.lambda.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium: light and dark, 1280 and 400 pixels wide, printed, and judged by axe-core.
 */
@DisabledIfEnvironmentVariable(named = Browser.WITHOUT, matches = ".+")
class InABrowserIT {
  private static final List<Look> LOOKS =
      Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
          .flatMap(colours -> Stream.of(new Look(colours, 1280), new Look(colours, 400)))
          .toList();

  private static final Path PICTURES = Path.of("target/pictures");

  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(Browser.where());
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void a_browser_that_does_not_start_fails_the_test_and_says_why() throws Exception {
    Path broken =
        Files.writeString(
            folder.resolve("chromium"),
            "#!/bin/sh\necho error while loading shared libraries: libnspr4.so >&2\nexit 127\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));
    var where = ((ObjectNode) Browser.where()).put("chromium", broken.toString());

    assertThatThrownBy(() -> Browser.start(where))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("libnspr4.so", "WITHOUT_BROWSER=1 make test");
  }

  /** So that it starts on a machine that has no browser's libraries. */
  @Test
  void of_this_machine_the_browser_needs_the_C_library_alone() throws Exception {
    var where = Browser.where();
    var asking = new ProcessBuilder("ldd", where.path("chromium").asText());
    asking.environment().putAll(Browser.environment(where));
    String ours = where.at("/environment/LD_LIBRARY_PATH").asText();
    var process = asking.start();
    String linked = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(linked).isZero();
    assertThat(linked).contains(ours + "/libnss3.so");
    assertThat(linked.lines().filter(line -> !line.contains(ours)).map(String::strip))
        .allMatch(line -> line.matches("(linux-vdso|lib(c|m|dl|pthread|gcc_s)\\.|/lib64/ld-).*"));
  }

  @Test
  void nothing_is_wrong_with_the_page_whatever_others_have_written() throws Exception {
    Path harmless = page("harmless", policy("Theirs"), policy("Ours"));
    Path hostile =
        page(
            "hostile",
            policy("</script><script>alert(1)</script>\u202e\"><img src=x onerror=alert(2)>"),
            policy("w".repeat(20_000)));

    for (Look look : LOOKS) {
      assertThat(problems(harmless, look)).as("harmless, %s", look).isEmpty();
      assertThat(problems(hostile, look)).as("hostile, %s", look).isEmpty();
    }
  }

  /** A quality manager files installation, operation and performance apart. */
  @Test
  void in_print_each_part_begins_a_page() throws Exception {
    Path file = page("printed", policy("Theirs"), policy("Ours"));
    try (Page page = browser.window(LOOKS.getFirst())) {
      page.navigate(file.toUri().toString());
      Object parts = page.evaluate("document.querySelectorAll('main > section').length");
      var pdf = new String(page.pdf(), StandardCharsets.ISO_8859_1);

      assertThat((int) parts).isGreaterThan(4);
      assertThat(pdf.split("/Type\\s*/Page\\b(?!s)", -1).length - 1)
          .isGreaterThanOrEqualTo((int) parts);
    }
  }

  /** Or the test above would say nothing. */
  @Test
  void what_is_wrong_with_a_page_is_seen() throws Exception {
    Path bad =
        Files.writeString(
            folder.resolve("bad.html"),
            """
            <!DOCTYPE html><html><title>Bad</title><body style="width: 2000px">
            <a href="#nowhere">There</a><img src="missing.png"><script>alert(1); throw "no"</script>
            """);

    assertThat(problems(bad, LOOKS.getFirst()))
        .anyMatch(one -> one.startsWith("scrolls sideways"))
        .anyMatch(one -> one.equals("no such place: #nowhere"))
        .anyMatch(one -> one.startsWith("asks for"))
        .anyMatch(one -> one.startsWith("dialog"))
        .anyMatch(one -> one.startsWith("script"))
        .anyMatch(one -> one.startsWith("the first thing that the keyboard reaches"))
        .anyMatch(one -> one.startsWith("axe image-alt"));
  }

  /** docs/pictures has a copy of each; what they show is held by other tests. */
  @Test
  void leaves_a_picture_of_the_report_and_of_a_plan() throws Exception {
    picture("report.png", page("report", policy("Theirs"), policy("Ours")));
    Path terminal =
        Files.writeString(
            folder.resolve("plan.html"), Terminal.page(GoldenTextTest.onTerminal(folder)));
    picture("plan.png", terminal);
  }

  private static void picture(String name, Path of) throws IOException {
    try (Page page = browser.window(new Look(ColorScheme.LIGHT, 1000))) {
      page.navigate(of.toUri().toString());
      byte[] png =
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(PICTURES.resolve(name))
                  .setFullPage(true)
                  .setClip(0, 0, 1000, 1100));
      BufferedImage pixels = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(pixels.getWidth()).isEqualTo(1000);
      assertThat(pixels.getHeight()).isEqualTo(1100);
    }
  }

  private static List<String> problems(Path file, Look look) {
    String address = file.toUri().toString();
    var problems = new ArrayList<String>();
    try (Page page = browser.window(look)) {
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")) {
          problems.add("console: " + message.text());
        }
      });
      page.onPageError(error -> problems.add("script: " + error));
      page.onDialog(dialog -> {
        problems.add("dialog: " + dialog.message());
        dialog.dismiss();
      });
      page.onRequest(request -> {
        if (!request.url().split("#", 2)[0].equals(address)) {
          problems.add("asks for " + request.url());
        }
      });
      page.navigate(address);
      look(page, problems);
      judge(page, problems);
      if (page.pdf(new Page.PdfOptions().setFormat("A4")).length < 1000) {
        problems.add("prints nothing");
      }
    }
    return problems;
  }

  private static void look(Page page, List<String> problems) {
    int sideways =
        (int)
            page.evaluate(
                "document.scrollingElement.scrollWidth - document.documentElement.clientWidth");
    if (sideways > 0) {
      problems.add("scrolls sideways by " + sideways + " px");
    }
    Json.tree(
            page.evaluate(
                "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
                    + ".filter(to => !document.getElementById(to.slice(1)))"))
        .forEach(to -> problems.add("no such place: " + to.asText()));
    page.keyboard().press("Tab");
    Object first = page.evaluate("document.activeElement.getAttribute('href')");
    if (!"#content".equals(first)) {
      problems.add("the first thing that the keyboard reaches is " + first);
    }
  }

  private static void judge(Page page, List<String> problems) {
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(browser.axe()));
    Json.tree(page.evaluate("axe.run(document, { resultTypes: ['violations'] })"))
        .path("violations")
        .forEach(one ->
            problems.add(
                "axe "
                    + one.path("id").asText()
                    + ": "
                    + one.path("help").asText()
                    + " "
                    + one.at("/nodes/0/html").asText()));
  }

  private Path page(String name, JsonNode before, JsonNode after) throws IOException {
    Path file = folder.resolve(name + ".html");
    return Files.writeString(file, EvidencePage.of(new AnyEvidence(before, after).evidence()));
  }

  private static JsonNode policy(String sid) {
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").addObject().put("Sid", sid);
    return policy;
  }
}
