package icaconnect.failure;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.failure.Denial.Layer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are AWS's own, as its pages on access denied errors print them. */
class DenialTest {
  private static final String CALL =
      "User: arn:aws:sts::111122223333:assumed-role/connect/inspect is not authorized to perform:"
          + " s3:ListBucket on resource: \"arn:aws:s3:::lab-public-reads\" ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "because no identity-based policy allows the s3:ListBucket action | IDENTITY_POLICY | false",
        "with an explicit deny in an identity-based policy | IDENTITY_POLICY | true",
        "because no permissions boundary allows the s3:ListBucket action | BOUNDARY | false",
        "with an explicit deny in a permissions boundary | BOUNDARY | true",
        "because no session policy allows the s3:ListBucket action | SESSION_POLICY | false",
        "with an explicit deny in a session policy | SESSION_POLICY | true",
        "because no resource-based policy allows the s3:ListBucket action | RESOURCE_POLICY | false",
        "with an explicit deny in a resource-based policy | RESOURCE_POLICY | true",
        "because no service control policy allows the s3:ListBucket action | SERVICE_CONTROL_POLICY | false",
        "with an explicit deny in a service control policy | SERVICE_CONTROL_POLICY | true",
        "with an explicit deny in a resource control policy | RESOURCE_CONTROL_POLICY | true",
        "because no resource control policy allows the s3:ListBucket action | RESOURCE_CONTROL_POLICY | false",
        "because no VPC endpoint policy allows the s3:ListBucket action | ENDPOINT_POLICY | false",
        "with an explicit deny in a VPC endpoint policy | ENDPOINT_POLICY | true",
        "because public policies are blocked by the BlockPublicPolicy block public access setting. | BLOCK_PUBLIC_ACCESS | false",
        "with an explicit deny | UNKNOWN | true",
        "'' | UNKNOWN | false",
      })
  void tells_which_layer_denies(String reason, Layer layer, boolean explicit) {
    var denial = Denial.of(CALL + reason);

    assertThat(denial.layer()).isEqualTo(layer);
    assertThat(denial.explicit()).isEqualTo(explicit);
    assertThat(denial.principal())
        .contains("arn:aws:sts::111122223333:assumed-role/connect/inspect");
    assertThat(denial.action()).contains("s3:ListBucket");
    assertThat(denial.resource()).contains("arn:aws:s3:::lab-public-reads");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Access Denied", "<html><body>Forbidden by the proxy</body></html>"})
  void says_that_it_does_not_know_where_aws_does_not_say(String message) {
    var denial = Denial.of(message);

    assertThat(denial.layer()).isEqualTo(Layer.UNKNOWN);
    assertThat(denial.refusal(Code.S3_DENIES_US, "S3", null))
        .hasMessageContaining("a layer that AWS does not name")
        .hasMessageContaining("CloudTrail");
  }

  @Test
  void passes_on_the_policy_that_aws_names() {
    assertThat(
            Denial.of(
                    CALL
                        + "with an explicit deny in a service control policy:"
                        + " arn:aws:organizations::123456789012:policy/o-1/service_control_policy/p-1")
                .policyArn())
        .isEqualTo(
            Optional.of(
                "arn:aws:organizations::123456789012:policy/o-1/service_control_policy/p-1"));
  }

  @Test
  void a_refusal_names_the_call_the_layer_and_who_can_change_it() {
    assertThat(
            Denial.of(CALL + "with an explicit deny in a service control policy")
                .refusal(Code.S3_DENIES_US, "S3", null))
        .hasMessageStartingWith(
            "S3_DENIES_US: S3 denies arn:aws:sts::111122223333:assumed-role/connect/inspect"
                + " the call s3:ListBucket on arn:aws:s3:::lab-public-reads: it is denied by a Deny"
                + " statement of the service control policy.")
        .hasMessageContaining("administrator of the AWS organisation");
  }
}
