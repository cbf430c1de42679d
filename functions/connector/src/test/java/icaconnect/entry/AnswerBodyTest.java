package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AnswerBodyTest {
  private static final RequestId ID = Events.request("cloudformation-create").id();
  private static final PhysicalId LAB = PhysicalId.of("lab");

  @Property(tries = 300)
  void fits_and_stays_readable_whatever_the_reason_is(
      @ForAll @StringLength(max = 6000) String reason) {
    var body = AnswerBody.write(ID, Answer.failed(LAB, reason));

    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
    var read = Json.parse(body);
    assertThat(read.path("PhysicalResourceId").asText()).isEqualTo("ica-connect:lab");
    assertThat(read.path("RequestId").asText()).isEqualTo(ID.value());
  }

  @Test
  void trims_the_reason_and_keeps_the_attributes() {
    var attributes = Map.of("SecretArn", "s".repeat(2000), "UserArn", "u".repeat(1000));
    var body =
        Json.parse(AnswerBody.write(ID, new Answer(true, LAB, "é".repeat(3000), attributes)));

    assertThat(body.path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(body.at("/Data/SecretArn").asText()).hasSize(2000);
    assertThat(body.path("Reason").asText()).startsWith("é").endsWith("…");
  }

  @Test
  void refuses_attributes_that_do_not_fit_instead_of_cutting_them() {
    var body =
        Json.parse(
            AnswerBody.write(ID, new Answer(true, LAB, "", Map.of("SecretArn", "s".repeat(4000)))));

    assertThat(body.path("Status").asText()).isEqualTo("FAILED");
    assertThat(body.path("Reason").asText()).startsWith("ANSWER_TOO_LONG");
    assertThat(body.has("Data")).isFalse();
  }

  @Test
  void leaves_a_reason_that_fits_as_it_is() {
    assertThat(
            Json.parse(AnswerBody.write(ID, Answer.failed(LAB, "No \"bucket\".\n")))
                .path("Reason")
                .asText())
        .isEqualTo("No \"bucket\".\n");
  }
}
