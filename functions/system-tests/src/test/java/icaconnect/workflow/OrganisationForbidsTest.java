package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An organisation that forbids IAM users or their keys, which no account can see beforehand: the
 * connect says who forbids what, and is as if it had never been.
 */
@OnLocalStack
class OrganisationForbidsTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  OrganisationForbidsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @ParameterizedTest
  @CsvSource({"iam,CreateUser", "credential,CreateAccessKey"})
  void what_an_organisation_forbids_is_told_and_everything_is_undone(
      String function, String action) {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    String request = "{\"bucket\": \"%s\", \"crossAccountCopy\": true}".formatted(bucket.name());

    try (var _ = new ServiceControlPolicy(localStack, function, action)) {
      var failed = workflows.connect(request);

      assertThat(failed.error()).isEqualTo("icaconnect.failure.Refused");
      assertThat(failed.text("/failure/message"))
          .startsWith("AWS_DENIES_US")
          .contains("iam:" + action)
          .contains("denied by a Deny statement of the service control policy")
          .contains("Remedy: Let the administrator of the AWS organisation exempt");
    }
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();

    assertThat(workflows.connect(request).text("/status")).isEqualTo("CONNECTED");
    assertThat(
            workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name())).text("/status"))
        .isEqualTo("DISCONNECTED");
    assertThat(bucket.configuration()).isEqualTo(before);
  }
}
