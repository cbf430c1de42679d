package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownAboutRequestsTest {
  @Test
  void who_has_credentials_of_iam_brings_no_key_of_another_identity() {
    assertThat(KnownAboutRequests.byNobodyElse())
        .containsEntry("saml:aud", Fact.ABSENT)
        .containsEntry("aws:FederatedProvider", Fact.ABSENT)
        .containsEntry("cognito-identity.amazonaws.com:sub", Fact.ABSENT)
        .containsEntry("aws:SourceArn", Fact.ABSENT);
  }

  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
  @Test
  void nothing_of_it_goes_through_aws_mcp_servers() {
    assertThat(KnownAboutRequests.byNobodyElse())
        .containsEntry("aws:ViaAWSMCPService", Fact.oneOf(Fact.ABSENT, Fact.known("false")))
        .containsEntry("aws:CalledViaAWSMCP", Fact.ABSENT)
        .containsEntry("aws:IsMcpServiceAction", Fact.ABSENT)
        .containsEntry("aws:SignInSessionArn", Fact.ABSENT);
  }

  @Test
  void the_copy_roles_account_is_that_of_its_arn() {
    assertThat(subject("arn:aws:iam::444455556666:role/copy").roleAccount())
        .isEqualTo("444455556666");
    assertThat(subject(null).roleAccount()).isEmpty();
  }

  private static KnownAboutIca.Subject subject(String roleArn) {
    return new KnownAboutIca.Subject(
        "111122223333", "us-east-1", "ica", Requests.USER, Fact.PRESENT, "session", roleArn);
  }
}
