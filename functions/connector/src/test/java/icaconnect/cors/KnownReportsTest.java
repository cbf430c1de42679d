package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import icaconnect.lambda.Json;
import icaconnect.reports.KnownReport;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownReportsTest {
  private static final String ID = "ica-connect:ica-connect:us-east-1";
  private static final List<String> ICA = List.of("https://ica.illumina.com");

  @ParameterizedTest
  @MethodSource("reports")
  void rules_that_people_had_trouble_with(KnownReport report) throws IOException {
    List<CorsRule> theirs =
        Json.MAPPER
            .readerFor(new TypeReference<List<CorsRule>>() {})
            .readValue(report.play().path("rules"));

    assertThat(CorsJudge.grantsIca(theirs, ICA))
        .isEqualTo(report.expect().path("grantedBefore").asBoolean());
    var after = CorsPlanner.connect(ID, ICA, theirs).after();
    assertThat(CorsJudge.grantsIca(after, ICA)).isTrue();
    assertThat(after).endsWith(theirs.toArray(CorsRule[]::new));
    assertThat(CorsPlanner.disconnect(ID, after).after()).isEqualTo(theirs);
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("cors");
  }
}
