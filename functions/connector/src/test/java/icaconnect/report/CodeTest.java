package icaconnect.report;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;

/** Codes are what scripts match on and what people look up. */
class CodeTest {
  @Test
  void a_finding_is_written_with_its_code_and_where_that_is_explained() {
    var written = Json.tree(Finding.info(Code.ROOT_OF_BUCKET, "It is so.", "Nothing to do."));

    assertThat(written.path("code").asText()).isEqualTo("ROOT_OF_BUCKET");
    assertThat(written.path("help").asText()).isEqualTo("docs/troubleshooting.md#root_of_bucket");
  }

  @Test
  void a_refusal_starts_with_its_code_and_ends_with_where_that_is_explained() {
    assertThat(new Refused(Code.CORS_FULL, "It is full.", "Take one away."))
        .hasMessage(
            "CORS_FULL: It is full. Remedy: Take one away. See docs/troubleshooting.md#cors_full.");
  }
}
