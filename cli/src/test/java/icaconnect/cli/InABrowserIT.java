package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.evidence.AnyEvidence;
import icaconnect.evidence.Report;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium: light and dark, 1280 and 400 pixels wide, printed, and judged by axe-core.
 */
class InABrowserIT {
  /** What {@code local/look-at} ends with where Chromium lacks something of the system. */
  private static final int NO_BROWSER = 4;

  @TempDir private Path folder;

  @Test
  void nothing_is_wrong_with_the_page_whatever_others_have_written() throws Exception {
    Path harmless = page("harmless", policy("Theirs"), policy("Ours"));
    Path hostile =
        page(
            "hostile",
            policy("</script><script>alert(1)</script>\u202e\"><img src=x onerror=alert(2)>"),
            policy("w".repeat(20_000)));

    var looking =
        new ProcessBuilder("../local/look-at", harmless.toString(), hostile.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String found = new String(looking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(looking.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assumeThat(looking.exitValue())
        .as("no browser starts on this machine, for want of its system libraries")
        .isNotEqualTo(NO_BROWSER);
    assertThat(Json.parse(found).path("problems")).as(found).isEmpty();
  }

  private Path page(String name, JsonNode before, JsonNode after) throws IOException {
    Path file = folder.resolve(name + ".html");
    return Files.writeString(file, Report.of(new AnyEvidence(before, after).evidence()));
  }

  private static JsonNode policy(String sid) {
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").addObject().put("Sid", sid);
    return policy;
  }
}
