package icaconnect.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.evidence.AnyEvidence;
import icaconnect.evidence.Bounds;
import icaconnect.evidence.Evidence;
import icaconnect.evidence.EvidencePage;
import icaconnect.evidence.Gathering;
import icaconnect.evidence.Sources;
import icaconnect.fleet.InMemoryRuns;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AuditReportHandlerTest {
  private static final String RUN = "audit/one";
  private static final String AUDIT =
      "arn:aws:states:us-east-1:111122223333:execution:ica-connect-audit:one";

  private final Sources sources =
      new AnyEvidence(
          Json.parse("{\"Version\": \"2012-10-17\"}"), Json.parse("{\"Version\": \"2008-10-17\"}"));
  private final InMemoryRuns runs = new InMemoryRuns();

  /** One code path: what differs is who has made it. */
  @Test
  void both_files_are_what_the_command_line_writes() {
    ObjectNode made = AnyEvidence.made().put("by", AUDIT);
    ObjectNode evidence = new Gathering(sources, Bounds.OF_A_PERSON).of(made, _ -> true);

    var answer = report("null");

    assertThat(runs.read(RUN + "/report.json")).hasValue(Evidence.text(evidence));
    assertThat(runs.read(RUN + "/report.html")).hasValue(EvidencePage.of(evidence));
    assertThat(answer)
        .isEqualTo(
            Json.parse(
                """
                {"html": "s3://runs/audit/one/report.html", "json": "s3://runs/audit/one/report.json",
                 "sha256": "%s", "unknown": []}
                """
                    .formatted(Evidence.digest(evidence))));
  }

  @Test
  void holds_the_buckets_that_were_audited() {
    report("[\"lab-other\"]");
    assertThat(written().path("connections")).isEmpty();

    assertThat(Evidence.problems(written())).isEmpty();
  }

  @Test
  void holds_what_is_known_of_each() {
    report("[\"lab-genomics\"]");
    assertThat(written().path("connections")).hasSize(1);
    assertThat(Evidence.problems(written())).isEmpty();
  }

  /** The page and the digest are of the JSON that stands. */
  @Test
  void an_attempt_that_ended_between_the_two_files_is_finished() {
    var first =
        new Gathering(sources, Bounds.OF_A_PERSON)
            .of(AnyEvidence.made().put("at", "2026-01-01T00:00:00Z"), _ -> true);
    runs.with(RUN + "/report.json", Evidence.text(first));

    var answer = report("null");

    assertThat(runs.read(RUN + "/report.json")).hasValue(Evidence.text(first));
    assertThat(runs.read(RUN + "/report.html")).hasValue(EvidencePage.of(first));
    assertThat(answer.path("sha256").asText()).isEqualTo(Evidence.digest(first));
  }

  private JsonNode written() {
    return Json.parse(runs.read(RUN + "/report.json").orElseThrow());
  }

  private JsonNode report(String buckets) {
    var clock = Clock.fixed(Instant.parse(AnyEvidence.made().path("at").asText()), ZoneOffset.UTC);
    return Invocation.of(
        new AuditReportHandler(sources, runs, clock, "0.1.0"),
        Json.parse(
            "{\"run\": \"%s\", \"execution\": \"%s\", \"buckets\": %s}"
                .formatted(RUN, AUDIT, buckets)));
  }
}
