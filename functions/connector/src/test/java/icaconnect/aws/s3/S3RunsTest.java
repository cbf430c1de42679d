package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.aws.client.Wire.Sent;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3RunsTest {
  private Function<Sent, Reply> reply = _ -> Reply.ok("");
  private final Wire s3 = new Wire(sent -> reply.apply(sent));
  private final S3Runs runs = new S3Runs(s3.clients(), "runs", "111122223333");

  @Test
  void what_a_run_concludes_in_is_written_only_where_there_is_nothing() {
    assertThat(runs.keep("audit/one/summary.json", "{}"))
        .isEqualTo("s3://runs/audit/one/summary.json");
    assertThat(s3.sent().getLast().header("If-None-Match")).isEqualTo("*");
  }

  /** A lost answer, or an earlier attempt of the same run. */
  @Test
  void the_same_file_may_be_there_already() {
    runs.keep("audit/one/summary.json", "{}");
    isThere(s3.sent().getLast().header("x-amz-meta-sha256"));

    assertThat(runs.keep("audit/one/summary.json", "{}")).endsWith("audit/one/summary.json");
  }

  /** Two attempts of one run may write at the same moment. */
  @Test
  void a_write_that_meets_another_is_sent_again() {
    var conflicts = new AtomicInteger(2);
    reply = _ -> conflicts.getAndDecrement() > 0 ? conflict() : Reply.ok("");

    assertThat(runs.keep("audit/one/summary.json", "{}")).endsWith("audit/one/summary.json");
    assertThat(s3.sent()).hasSize(3);
  }

  @Test
  void a_write_that_always_meets_another_is_not_said_to_be_kept() {
    reply = _ -> conflict();

    assertThatThrownBy(() -> runs.keep("audit/one/summary.json", "{}"))
        .isInstanceOf(S3Exception.class);
    assertThat(s3.sent()).hasSize(5);
  }

  private static Reply conflict() {
    return Reply.xml(409, "ConditionalRequestConflict", "The conditional request cannot succeed");
  }

  /** The attack: who sees an audit at work writes its conclusions before it does. */
  @Test
  void another_file_is_not_taken_for_what_the_run_has_found() {
    isThere("0".repeat(64));

    assertThatThrownBy(() -> runs.keep("audit/one/summary.json", "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("audit/one/summary.json");
  }

  private void isThere(String digest) {
    reply =
        sent ->
            sent.method().equals("HEAD")
                ? new Reply(200, Map.of("x-amz-meta-sha256", digest), "", true)
                : Reply.xml(412, "PreconditionFailed", "At least one of the pre-conditions failed");
  }

  @Test
  void a_file_that_cannot_be_kept_is_not_said_to_be() {
    reply = _ -> Reply.xml(403, "AccessDenied", "Access Denied");

    assertThatThrownBy(() -> runs.keep("audit/one/summary.json", "{}"))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void folders_are_told_without_what_lies_in_them() {
    reply =
        _ ->
            Reply.ok(
                "<ListBucketResult><CommonPrefixes><Prefix>audit/a/</Prefix></CommonPrefixes>"
                    + "<CommonPrefixes><Prefix>audit/b/</Prefix></CommonPrefixes></ListBucketResult>");

    assertThat(runs.folders("audit")).containsExactly("audit/a", "audit/b");
    assertThat(s3.sent().getLast().uri().getQuery()).contains("delimiter=/", "prefix=audit/");
  }

  @Test
  void results_are_read_a_line_at_a_time() {
    reply = _ -> Reply.ok("{\"bucket\": \"a\"}\n{\"bucket\": \"b\"}\n");
    var buckets = new ArrayList<String>();

    runs.eachResult("audit/one", result -> buckets.add(result.path("bucket").asText()));

    assertThat(buckets).containsExactly("a", "b");
  }

  @Test
  void a_run_without_results_has_none() {
    reply = _ -> Reply.xml(404, "NoSuchKey", "The specified key does not exist.");

    runs.eachResult(
        "audit/one",
        _ -> {
          throw new AssertionError("a result");
        });
  }
}
