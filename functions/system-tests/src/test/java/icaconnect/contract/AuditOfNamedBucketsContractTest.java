package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An audit is of every connection exactly where its list is: where no array names buckets. */
class AuditOfNamedBucketsContractTest {
  private static final Definition AUDIT = Definition.of("audit");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | false",
        "{\"buckets\": null} | false",
        "{\"buckets\": []} | true",
        "{\"buckets\": [\"lab-a\"]} | true",
        "{\"buckets\": [\"lab-a\", \"lab-b\"]} | true"
      })
  void the_summary_is_told_whether_buckets_were_named(String input, boolean named) {
    JsonNode buckets =
        Definition.evaluate(
            AUDIT.state("Name the run").at("/Assign/buckets"),
            Map.of("states", Json.MAPPER.createObjectNode().set("input", Json.parse(input))));

    JsonNode told =
        Definition.evaluate(
            AUDIT.state("Sum up").at("/Arguments/Payload/named"), Map.of("buckets", buckets));

    assertThat(told.isBoolean()).isTrue();
    assertThat(told.asBoolean()).isEqualTo(buckets.isArray()).isEqualTo(named);
  }
}
