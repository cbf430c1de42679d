package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3RunsTest {
  private Reply reply = Reply.ok("");
  private final Wire s3 = new Wire(_ -> reply);
  private final S3Runs runs = new S3Runs(s3.clients(), "runs", "111122223333");

  @Test
  void what_a_run_concludes_in_is_written_only_where_there_is_nothing() {
    assertThat(runs.keep("audit/one/summary.json", "{}"))
        .isEqualTo("s3://runs/audit/one/summary.json");
    assertThat(s3.sent().getLast().header("If-None-Match")).isEqualTo("*");

    reply = Reply.xml(412, "PreconditionFailed", "At least one of the pre-conditions failed");
    assertThat(runs.keep("audit/one/summary.json", "{}")).endsWith("audit/one/summary.json");
  }

  @Test
  void a_file_that_cannot_be_kept_is_not_said_to_be() {
    reply = Reply.xml(403, "AccessDenied", "Access Denied");

    assertThatThrownBy(() -> runs.keep("audit/one/summary.json", "{}"))
        .isInstanceOf(S3Exception.class);
  }
}
