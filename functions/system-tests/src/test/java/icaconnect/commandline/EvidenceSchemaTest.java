package icaconnect.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class EvidenceSchemaTest {
  private final ObjectNode golden =
      EvidenceSchema.read("functions/connector/src/test/resources/evidence/one-connection.json");

  @Test
  void the_evidence_of_the_golden_page_holds_to_it() {
    assertThat(EvidenceSchema.problems(golden)).isEmpty();
  }

  @Test
  void it_notices_what_is_missing() {
    golden.remove("digest");

    assertThat(EvidenceSchema.problems(golden)).isNotEmpty();
  }
}
