package icaconnect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.SmallHeap;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not go into a report is said in it. */
class GatheringTest {
  /** A quarter of what the function has. */
  private static final String HEAP = "-Xmx512m";

  @Test
  void each_of_many_connections_has_its_latest_executions() {
    var evidence = evidence(new Bounds(10_000, 20, 3_000, Long.MAX_VALUE, () -> false));

    assertThat(evidence.path("connections")).hasSize(ThousandConnections.COUNT);
    assertThat(evidence.path("connections"))
        .allSatisfy(one -> assertThat(one.path("executions")).hasSize(3));
    assertThat(evidence.at("/connections/0/unknown").toString())
        .contains("The 17 older executions: they are in the trail only.");
    assertThat(evidence.path("unknown")).isEmpty();
  }

  @Test
  void connections_over_the_bound_are_counted() {
    var evidence = evidence(new Bounds(10, 1, 1, Long.MAX_VALUE, () -> false));

    assertThat(evidence.path("connections")).hasSize(10);
    assertThat(evidence.path("unknown").toString()).contains("990 connections more than the 10");
    assertThat(EvidencePage.of(evidence)).contains("990 connections more than the 10");
  }

  @Test
  void executions_for_which_there_is_no_room_are_left_out_and_the_record_stays() {
    var evidence = evidence(new Bounds(3, 1, 1, 1, () -> false));

    assertThat(evidence.at("/connections/0/executions")).hasSize(1);
    assertThat(evidence.at("/connections/1/executions")).isEmpty();
    assertThat(evidence.at("/connections/1/record/state").asText()).isEqualTo("CONNECTED");
    assertThat(evidence.at("/connections/1/unknown").toString()).contains("no room or no time");
    assertThat(evidence.path("unknown").toString()).contains("The executions of 2 connections");
  }

  /** Steps keep documents before they replace them, so a step could put another in its place. */
  @Test
  void a_document_that_is_not_what_its_digest_says_is_no_evidence() {
    JsonNode before = Json.parse("{\"Version\": \"2012-10-17\"}");
    JsonNode after = Json.parse("{\"Version\": \"2008-10-17\"}");
    var forged =
        new AnyEvidence(before, after) {
          @Override
          public Known<JsonNode> replaced(String bucket, String digest) {
            return new Known.Is<>(Json.parse("{\"Version\": \"of somebody else\"}"));
          }
        };

    var evidence = new Gathering(forged, Bounds.OF_A_PERSON).of(AnyEvidence.made(), _ -> true);

    assertThat(evidence.toString()).doesNotContain("of somebody else");
    assertThat(evidence.at("/connections/0/executions/0/unknown").toString())
        .contains("only its digest");
  }

  @Test
  void when_it_is_late_nothing_more_is_read() {
    var evidence = evidence(new Bounds(3, 1, 1, Long.MAX_VALUE, () -> true));

    assertThat(evidence.path("connections"))
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.path("executions")).isEmpty());
    assertThat(evidence.path("unknown").toString()).contains("The executions of 3 connections");
  }

  @Test
  void a_thousand_connections_fit_into_a_quarter_of_the_functions_memory(@TempDir Path folder)
      throws IOException, InterruptedException {
    String said = SmallHeap.run(HEAP, ThousandConnections.class, folder.toString());
    System.out.print(said);

    assertThat(said).startsWith("1000 connections, 1000 executions").endsWith("[]\n");
    JsonNode file = Json.parse(Files.readString(folder.resolve("report.json")));
    assertThat(Evidence.problems(file)).isEmpty();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("lab-0999")
        .endsWith("</html>\n");
  }

  private static ObjectNode evidence(Bounds bounds) {
    return new Gathering(new ThousandConnections(), bounds).of(AnyEvidence.made(), _ -> true);
  }
}
