package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * GovCloud and China are partitions of their own: what is deployed there has no ARN, host or
 * console of another one.
 */
class PartitionContractTest {
  private static final Pattern LITERAL =
      Pattern.compile("arn:aws:|[a-z0-9}]\\.amazonaws\\.com(?!\\.cn)|console\\.aws\\.amazon");

  /** A line with one of these may name a partition: what it names is the same in each. */
  private static final List<Pattern> THE_SAME_EVERYWHERE =
      List.of(
          // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
          Pattern.compile("Principal: (\\{ Service: )?[a-z]+(\\.logs)?\\.amazonaws\\.com\\b"),
          Pattern.compile("eventSource: \\[states\\.amazonaws\\.com]"),
          Pattern.compile("cognito-identity\\.amazonaws\\.com:(aud|amr|sub)"),
          Pattern.compile("Its policy must let [a-z]+\\.amazonaws\\.com publish"),
          // As which S3 comes to queues, topics and functions, in China too.
          Pattern.compile("(?<![/\\w.-])s3\\.amazonaws\\.com(?![\\w./])"),
          // The namespace of S3's XML.
          Pattern.compile("http://s3\\.amazonaws\\.com/doc/2006-03-01/"),
          Pattern.compile("^import com\\.amazonaws\\."),
          Pattern.compile("^ *(\\*|//|#|/\\*\\*)"));

  /** Who decides by partition, or names what is in one of them. */
  private static final Set<String> BY_PARTITION =
      Set.of(
          // Illumina's account and its roles are in the partition "aws".
          "functions/connector/src/main/java/icaconnect/connection/IcaRegion.java",
          "functions/connector/src/main/java/icaconnect/connection/Limits.java",
          "functions/connector/src/main/java/icaconnect/step/AwsAccount.java",
          "cli/src/main/java/icaconnect/cli/stack/OpenCommand.java");

  @Test
  void nothing_that_is_deployed_names_a_partition() throws IOException {
    var named = new ArrayList<String>();
    for (Path file : deployed()) {
      String name = Checkout.file("").relativize(file).toString();
      if (!BY_PARTITION.contains(name)) {
        Files.readAllLines(file).stream()
            .filter(line -> LITERAL.matcher(line).find())
            .filter(line -> THE_SAME_EVERYWHERE.stream().noneMatch(one -> one.matcher(line).find()))
            .filter(line -> !line.contains("[InChina, "))
            .forEach(line -> named.add(name + ": " + line.strip()));
      }
    }
    assertThat(named).isEmpty();
  }

  private static List<Path> deployed() throws IOException {
    var files = new ArrayList<Path>();
    files.add(Checkout.file("template.yaml"));
    files.addAll(Template.files("statemachine", "*.json"));
    for (String sources :
        List.of(
            "functions/connector/src/main",
            "cli/src/main",
            "cdk/src/main",
            "organisation",
            "examples",
            "terraform")) {
      var found = below(Checkout.file(sources));
      assertThat(found).as(sources).isNotEmpty();
      files.addAll(found);
    }
    return files;
  }

  /** Code, templates and modules; tests of modules stand in one region. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|yaml|json|tf)"))
          .filter(file -> !folder.relativize(file).toString().matches("(.*/)?(tests|target)/.*"))
          .toList();
    }
  }
}
