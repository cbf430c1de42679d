package icaconnect.aws.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.aws.client.Wire.Sent;
import icaconnect.evidence.Known;
import icaconnect.registry.ConnectionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackEvidenceTest {
  /** Objects by key: the text, and when it was written. */
  private final Map<String, Map.Entry<String, String>> objects = new TreeMap<>();

  private final Wire s3 = new Wire(this::answer);

  @Test
  void of_hundreds_of_audits_those_are_read_that_are_shown() {
    var runs =
        IntStream.range(0, 300)
            .mapToObj(day ->
                "audit/%s-nightly"
                    .formatted(
                        java.time.LocalDate.of(2026, 1, 1)
                            .plusDays(day)
                            .toString()
                            .replace("-", "")
                            .concat("T030000Z")))
            .toList();
    runs.forEach(run -> summary(run, "2026-01-01T00:00:00.000Z"));

    assertThat(audits()).containsExactlyElementsOf(runs.subList(290, 300).reversed());
    assertThat(read()).hasSize(10);
  }

  /** An audit that is at work, or that failed, has no summary. */
  @Test
  void audits_without_a_summary_take_no_place() {
    summary("audit/20260101T030000Z-a", "2026-01-01T03:01:00.000Z");
    objects.put("audit/20260102T030000Z-b/work.json", Map.entry("[]", "2026-01-02T03:00:00.000Z"));

    assertThat(audits()).containsExactly("audit/20260101T030000Z-a");
  }

  @Test
  void folders_of_before_come_after_by_when_their_summaries_were_written() {
    summary("audit/zulu", "2025-12-01T03:00:00.000Z");
    summary("audit/alpha", "2025-12-03T03:00:00.000Z");
    summary("audit/mike", "2025-12-02T03:00:00.000Z");
    summary("audit/20260101T030000Z-a", "2026-01-01T03:00:00.000Z");

    assertThat(audits())
        .containsExactly("audit/20260101T030000Z-a", "audit/alpha", "audit/mike", "audit/zulu");
  }

  /** Step Functions frees a name 90 days after the execution that had it has ended. */
  @Test
  void who_started_another_execution_of_the_same_name_is_not_said_to_have_started_this_one() {
    call("1", "2026-01-01T03:00:00Z");
    call("2", "2026-06-01T03:00:00Z");
    String execution = "arn:aws:states:us-east-1:111122223333:execution:ica-connect-connect:one";

    assertThat(times(evidence().callers(execution, "2026-01-01T03:00:00.123Z")))
        .containsExactly("2026-01-01T03:00:00Z");
    assertThat(times(evidence().callers(execution, "2026-06-01T02:59:59.999Z")))
        .containsExactly("2026-06-01T03:00:00Z");
  }

  private void summary(String run, String written) {
    objects.put(run + "/summary.json", Map.entry("{\"looked\": 1}", written));
    objects.put(run + "/outcomes/0.json", Map.entry("{}", written));
  }

  private void call(String id, String time) {
    objects.put(
        "callers/ica-connect-connect/one/" + id + ".json",
        Map.entry("{\"call\": \"StartExecution\", \"time\": \"" + time + "\"}", time));
  }

  private List<String> audits() {
    return evidence().audits().or(why -> List.of()).stream()
        .map(one -> one.path("run").asText())
        .toList();
  }

  private static List<String> times(Known<List<JsonNode>> calls) {
    return calls.or(why -> List.of()).stream().map(one -> one.path("time").asText()).toList();
  }

  private List<String> read() {
    return s3.sent().stream()
        .filter(one -> !one.asksFor("list-type"))
        .map(one -> one.uri().getPath())
        .toList();
  }

  private Reply answer(Sent sent) {
    if (sent.asksFor("list-type")) {
      return Reply.ok(listing(parameter(sent, "prefix"), sent.asksFor("delimiter")));
    }
    var object = objects.get(sent.uri().getPath().replaceFirst("^/(kept/)?", ""));
    return object == null
        ? Reply.xml(404, "NoSuchKey", "The specified key does not exist.")
        : new Reply(
            200, Map.of("Last-Modified", "Thu, 01 Jan 2026 03:00:00 GMT"), object.getKey(), true);
  }

  private String listing(String prefix, boolean byFolder) {
    var contents = new ArrayList<String>();
    var folders = new TreeSet<String>();
    objects.forEach((key, object) -> {
      if (key.startsWith(prefix)) {
        int end = key.indexOf('/', prefix.length());
        if (byFolder && end > 0) {
          folders.add(key.substring(0, end + 1));
        } else {
          contents.add(
              "<Contents><Key>%s</Key><LastModified>%s</LastModified></Contents>"
                  .formatted(key, object.getValue()));
        }
      }
    });
    return "<ListBucketResult><IsTruncated>false</IsTruncated>%s%s</ListBucketResult>"
        .formatted(
            String.join("", contents),
            folders.stream()
                .map("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"::formatted)
                .collect(Collectors.joining()));
  }

  private static String parameter(Sent sent, String name) {
    return Optional.ofNullable(sent.head().rawQueryParameters().get(name))
        .map(List::getFirst)
        .orElse("");
  }

  private StackEvidence evidence() {
    return new StackEvidence(
        s3.clients(), new StackEvidence.Kept("registry", "kept", "kept", "111122223333")) {
      @Override
      public ObjectNode installation() {
        throw new UnsupportedOperationException("not of this test");
      }

      @Override
      public Known<JsonNode> states(String execution) {
        throw new UnsupportedOperationException("not of this test");
      }

      @Override
      public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
        throw new UnsupportedOperationException("not of this test");
      }
    };
  }
}
