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
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The pinned Chromium of {@code local/chromium}, driven by Playwright. */
record Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, Path axe)
    implements AutoCloseable {
  /** Empty where Chromium does not start on this machine, for want of its system libraries. */
  static Optional<Browser> start() throws IOException, InterruptedException {
    var asking =
        new ProcessBuilder("../local/chromium")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asking.waitFor() != 0) {
      throw new IOException("local/chromium ended with " + asking.exitValue());
    }
    JsonNode where = Json.parse(told);
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
                      .setArgs(
                          StreamSupport.stream(where.path("arguments").spliterator(), false)
                              .map(JsonNode::asText)
                              .toList()));
      return Optional.of(new Browser(playwright, chromium, Path.of(where.path("axe").asText())));
    } catch (PlaywrightException e) {
      playwright.close();
      if (e.getMessage().contains("error while loading shared libraries")) {
        return Optional.empty();
      }
      throw e;
    }
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
