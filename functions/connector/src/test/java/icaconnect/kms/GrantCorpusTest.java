package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The key policies of {@link KeyPolicyCorpusTest}, under an S3 Bucket Key and asked for a grant: to
 * whom grants are made beside one of theirs, and what people are told, a line each in
 * kms-grants.txt. Run with -Dcorpus.write=true to write what comes out, and read the diff.
 */
class GrantCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/kms");
  private static final Path LINES = Path.of("src/test/resources/kms-grants.txt");
  private static final KeyGrant THEIRS =
      new KeyGrant(
          "theirs",
          "backup",
          "arn:aws:iam::111122223333:role/backup",
          Set.of("Decrypt", "CreateGrant"),
          Map.of(),
          false);

  @Test
  void who_is_granted_what_and_all_of_it_is_taken_back() throws IOException {
    var lines = new StringBuilder();
    try (var folders = Files.list(CORPUS)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        lines.append(folder.getFileName()).append(": ").append(outcome(folder)).append('\n');
      }
    }
    if (Boolean.getBoolean("corpus.write")) {
      Files.writeString(LINES, lines.toString());
    }
    assertThat(lines.toString()).isEqualTo(Files.readString(LINES));
  }

  private static String outcome(Path folder) throws IOException {
    JsonNode before = Json.parse(Files.readString(folder.resolve("before.json")));
    var lab = new Keys();
    lab.policies.with(KEY, before);
    lab.granting(THEIRS);

    JsonNode report = lab.run(wish(folder));

    var made = lab.grants.all(KEY).stream().filter(each -> !each.equals(THEIRS)).toList();
    assertThat(lab.run(wish(folder)).path("changed").asBoolean()).as("%s again", folder).isFalse();
    lab.run(Keys.disconnect());
    assertThat(lab.grants.all(KEY)).as("%s after a disconnect", folder).containsExactly(THEIRS);
    assertThat(lab.policies.writes()).as("%s", folder).isEmpty();
    return made.stream().map(KeyGrant::grantee).sorted().collect(Collectors.joining(", ", "[", "]"))
        + " "
        + String.join(" ", report.path("findings").findValuesAsText("code"));
  }

  private static StepInput wish(Path folder) throws IOException {
    JsonNode differing = Json.parse(Files.readString(folder.resolve("case.json")));
    StepInput wish = OurGrantsTest.connect();
    if (differing.at("/request/crossAccountCopy").asBoolean()) {
      wish.asking("crossAccountCopy", true);
    }
    return wish;
  }
}
