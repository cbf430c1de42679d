package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.function.Rehearsals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every step of a connect can be rehearsed before a snapshot, and nothing leaves the process. */
class RehearsalTest {
  /** Nothing listens there: whatever was sent would fail, and be said. */
  private static final List<String> NO_WAY_OUT =
      List.of(
          "-Dhttp.proxyHost=127.0.0.1",
          "-Dhttp.proxyPort=1",
          "-Dhttps.proxyHost=127.0.0.1",
          "-Dhttps.proxyPort=1",
          "-Dhttp.nonProxyHosts=");

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
          Map.entry("AWS_REGION", "eu-central-1"),
          // Where a restored function fetches its credentials; not before.
          Map.entry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/credentials"),
          Map.entry("STACK_NAME", "ica-connect"),
          Map.entry("STACK_VERSION", "1.0.0"),
          Map.entry("KEY_SETTLING_SECONDS", "60"),
          Map.entry("REGISTRY_TABLE", "registry"),
          Map.entry("SETTLING_SECONDS", "2"),
          Map.entry("DOCUMENT_DAYS", "1"),
          Map.entry("SECRET_READERS", ""),
          Map.entry("EDITABLE_KEY_ARNS", ""),
          Map.entry("CROSS_ACCOUNT_ROLE_PATTERN", ""),
          Map.entry("ADOPTABLE_PATTERN", ""),
          Map.entry("ICA_API_KEY_SECRET_PATTERN", ""),
          Map.entry("APPLICATION_ROLES_ARN_PATTERN", "arn:aws:iam::111122223333:role/ica/*"),
          Map.entry("CORS_ROLE_ARN", "arn:aws:iam::111122223333:role/ica/cors"),
          Map.entry("BUCKET_POLICY_ROLE_ARN", "arn:aws:iam::111122223333:role/ica/policy"),
          Map.entry("VERIFY_ROLE_ARN", "arn:aws:iam::111122223333:role/ica/verify"));

  @Test
  void every_step_is_played_to_its_end_without_a_network_and_without_credentials()
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(NO_WAY_OUT);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Rehearsals.class.getName()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);

    var process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .contains(
            "InspectFunction ready",
            "CorsFunction ready",
            "BucketPolicyFunction ready",
            "KmsFunction ready",
            "IamFunction ready",
            "CredentialFunction ready",
            "VerifyFunction ready")
        .doesNotContain("rehearsal");
  }
}
