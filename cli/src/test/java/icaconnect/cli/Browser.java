package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The pinned Chromium of {@code local/chromium}, driven by Playwright. */
record Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, Path axe)
    implements AutoCloseable {
  /** With this set, nothing is looked at in a browser. */
  static final String WITHOUT = "WITHOUT_BROWSER";

  /**
   * @param where what {@code local/chromium} says
   */
  static Browser start(JsonNode where) {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        where.path("node").asText(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    try {
      var chromium =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Path.of(where.path("chromium").asText()))
                      .setEnv(environment(where))
                      .setArgs(
                          where.path("arguments").valueStream().map(JsonNode::asText).toList()));
      return new Browser(playwright, chromium, Path.of(where.path("axe").asText()));
    } catch (PlaywrightException e) {
      playwright.close();
      throw new AssertionError(
          "Chromium does not start here. It is one for Linux on x86-64, and brings all libraries but"
              + " C's. What is looked at in a browser is left out by "
              + WITHOUT
              + "=1 make test. "
              + e.getMessage(),
          e);
    }
  }

  /** What {@code local/chromium} says. */
  static JsonNode where() throws IOException, InterruptedException {
    var asking =
        new ProcessBuilder("../local/chromium")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asking.waitFor() != 0) {
      throw new IOException("local/chromium ended with " + asking.exitValue());
    }
    return Json.parse(told);
  }

  /** This process's, and what Chromium's libraries and fonts are found by. */
  static Map<String, String> environment(JsonNode where) {
    var environment = new HashMap<>(System.getenv());
    where
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    return environment;
  }

  /** The page's own policy forbids scripts; the judge is one, and is let in for that alone. */
  Page window(Look look) {
    return chromium
        .newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(look.colours())
                .setViewportSize(look.width(), 900)
                .setBypassCSP(true))
        .newPage();
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** How people see a page. */
  record Look(com.microsoft.playwright.options.ColorScheme colours, int width) {
    @Override
    public String toString() {
      return colours + ", " + width + " px";
    }
  }
}
