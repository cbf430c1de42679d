package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/decisions/README.md lists every decision by its title, in the order of their numbers. */
class DecisionsContractTest {
  @Test
  void the_list_has_every_decision() throws IOException {
    var decided = new ArrayList<String>();
    try (var files = Files.list(Checkout.file("docs/decisions"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().matches("\\d.*")).sorted().toList()) {
        var title = Files.readString(file).lines().findFirst().orElseThrow().substring(2);
        decided.add(
            "- [%s](%s)%s"
                .formatted(title.substring(0, 4), file.getFileName(), title.substring(4)));
      }
    }
    var listed =
        Pattern.compile("(?m)^- .*$")
            .matcher(Checkout.text("docs/decisions/README.md"))
            .results()
            .map(match -> match.group())
            .toList();

    assertThat(listed).isEqualTo(decided);
  }
}
