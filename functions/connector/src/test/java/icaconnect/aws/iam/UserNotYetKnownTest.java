package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.failure.TryAgain;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.model.IamException;

/** A copy of IAM that does not know a user yet denies the bare name. */
class UserNotYetKnownTest {
  private static final String US =
      "User: arn:aws:sts::111122223333:assumed-role/ica-connect-CredentialRole/function is not authorized to perform: iam:CreateAccessKey on resource: ";

  @Test
  void a_denial_of_the_bare_name_is_waited_out() {
    assertThat(
            AwsIamFailures.patient(
                denied(
                    "user ica-lab because no identity-based policy allows the iam:CreateAccessKey action")))
        .isInstanceOf(TryAgain.class);
    assertThat(AwsIamFailures.patient(denied("user ica-lab"))).isInstanceOf(TryAgain.class);
  }

  @Test
  void a_denial_of_a_user_that_is_known_is_not() {
    var known =
        denied(
            "arn:aws:iam::111122223333:user/ica-connect/ica-lab because no identity-based policy allows the iam:CreateAccessKey action");

    assertThat(AwsIamFailures.patient(known)).isSameAs(known);
  }

  @Test
  void nor_is_one_that_somebody_wrote_down() {
    var forbidden = denied("user ica-lab with an explicit deny in a service control policy");

    assertThat(AwsIamFailures.patient(forbidden)).isSameAs(forbidden);
  }

  private static IamException denied(String rest) {
    return (IamException)
        IamException.builder()
            .statusCode(403)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Iam")
                    .errorCode("AccessDenied")
                    .errorMessage(US + rest)
                    .build())
            .build();
  }
}
