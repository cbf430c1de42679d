package icaconnect.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsBucketTest {
  private final Wire s3 = new Wire(_ -> Reply.ok("{}"));
  private final RunsBucket runs = new RunsBucket(s3.clients(), "runs", "111122223333");

  /** Who has taken the name of a bucket that is gone gets no list of the laboratory's buckets. */
  @Test
  void a_manifest_goes_to_this_accounts_bucket_only_and_results_come_from_there(
      @TempDir Path folder) throws IOException {
    runs.manifest(Files.writeString(folder.resolve("lab.json"), "[]"));
    runs.results("s3://runs/connect-many/20260102T030405Z-one/results.jsonl");

    assertThat(s3.sent())
        .hasSize(2)
        .allSatisfy(
            one -> assertThat(one.header("x-amz-expected-bucket-owner")).isEqualTo("111122223333"));
  }
}
