package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.step.StepInput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a bucket's replication does with what ICA writes. */
class ReplicationTest extends InspectScene {
  @Test
  void says_where_what_ica_writes_is_replicated_to() {
    var rule =
        new Replication(
            "ica/project/",
            "arn:aws:s3:::archive",
            Optional.of("444455556666"),
            false,
            Optional.empty());

    assertThat(
            inspect(
                    bucket("AES256", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("REPLICATED");
          assertThat(finding.path("message").asText())
              .contains("below ica/project/", "arn:aws:s3:::archive of account 444455556666");
        });
    assertThat(
            inspect(
                    bucket("AES256", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "other/"))
                .at("/report/findings"))
        .isEmpty();
  }

  @Test
  void says_where_replication_leaves_out_what_is_encrypted_with_a_key() {
    var rule =
        new Replication("", "arn:aws:s3:::archive", Optional.empty(), false, Optional.empty());

    assertThat(
            inspect(
                    bucket("aws:kms", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings")
                .findValuesAsText("code"))
        .containsExactlyInAnyOrder("AWS_MANAGED_KEY", "REPLICATION_SKIPS_ICA");
  }
}
