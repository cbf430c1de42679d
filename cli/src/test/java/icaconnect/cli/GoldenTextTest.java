package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read of a check. */
class GoldenTextTest {
  private static final String ONLY_OUR_PIPELINE =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "OnlyOurPipeline", "Effect": "Deny", "Principal": "*",
        "Action": "s3:*", "Resource": ["arn:aws:s3:::lab-genomics", "arn:aws:s3:::lab-genomics/*"],
        "Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/pipeline"}}}]}
      """;

  @TempDir private Path folder;

  /** The first of these as it looks on a terminal. */
  static String onTerminal(Path folder) throws IOException {
    return Run.onTerminal(check(folder, ONLY_OUR_PIPELINE)).out();
  }

  @Test
  void a_check_of_a_bucket_that_would_be_changed() throws IOException {
    Run run = Run.of(check(ONLY_OUR_PIPELINE));

    assertThat(run.code()).isZero();
    Golden.assertIs("check.txt", run.out());
  }

  @Test
  void a_check_of_a_bucket_that_keeps_ICA_out() throws IOException {
    Run run =
        Run.of(
            check(
                """
                {"Version": "2012-10-17", "Statement": [{"Sid": "NobodyReads", "Effect": "Deny", "Principal": "*",
                  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lab-genomics/*"}]}
                """));

    assertThat(run.code()).isEqualTo(3);
    Golden.assertIs("check-kept-out.txt", run.out());
  }

  private String[] check(String policy) throws IOException {
    return check(folder, policy);
  }

  private static String[] check(Path folder, String policy) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), policy);
    return new String[] {
      "check",
      "--bucket",
      "lab-genomics",
      "--account",
      "111122223333",
      "--region",
      "us-east-1",
      "--policy",
      file.toString(),
      "--encryption",
      "AES256",
      "--versioning",
      "Enabled"
    };
  }
}
