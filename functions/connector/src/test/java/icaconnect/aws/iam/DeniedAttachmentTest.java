package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import icaconnect.aws.failure.AwsFailure;
import icaconnect.failure.TryAgain;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.IamException;

/** The boundary is blamed for a denied attachment only where the user is outside it. */
class DeniedAttachmentTest {
  private static final String ACCOUNT = "arn:aws:iam::111122223333:";
  private static final String OURS = ACCOUNT + "policy/ica-connect-ConnectionBoundary";
  private static final String POLICY = ACCOUNT + "policy/ica-connect/lab/us-east-1/lab-reads";

  @ParameterizedTest(name = "{0}, boundary {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "because no identity-based policy allows the iam:AttachUserPolicy action | none | USER_WITHOUT_BOUNDARY",
        "because no identity-based policy allows the iam:AttachUserPolicy action | policy/theirs | USER_WITHOUT_BOUNDARY",
        "because no identity-based policy allows the iam:AttachUserPolicy action | policy/ica-connect-ConnectionBoundary | not allowed by any identity-based policy",
        "with an explicit deny in an identity-based policy | none | denied by a Deny statement of the identity-based policy",
        "because no service control policy allows the iam:AttachUserPolicy action | none | not allowed by any service control policy",
        "with an explicit deny in a service control policy | none | denied by a Deny statement of the service control policy",
        "with an explicit deny in a resource control policy | none | denied by a Deny statement of the resource control policy",
        "because no permissions boundary allows the iam:AttachUserPolicy action | none | not allowed by any permissions boundary",
        "because no session policy allows the iam:AttachUserPolicy action | none | not allowed by any session policy",
        "with an explicit deny | none | denied by a layer that AWS does not name",
        "'' | none | USER_WITHOUT_BOUNDARY",
        "'' | policy/ica-connect-ConnectionBoundary | denied by a layer that AWS does not name"
      })
  void of_an_adopted_user(String reason, @Nullable String boundary, String told) {
    var failure = attaching(ACCOUNT + "user/illumina-lab", reason, boundary);

    assertThat(failure).hasMessageContaining(told);
    assertThat(failure.getMessage().contains("USER_WITHOUT_BOUNDARY"))
        .isEqualTo(told.equals("USER_WITHOUT_BOUNDARY"));
  }

  /** Ours are born inside it, which IAM's copies learn later. */
  @ParameterizedTest
  @CsvSource({
    "because no identity-based policy allows the iam:AttachUserPolicy action, true",
    "'', true",
    "with an explicit deny in an identity-based policy, false",
    "with an explicit deny in a service control policy, false",
    "with an explicit deny, false"
  })
  void of_a_new_user_it_is_waited_for_where_waiting_can_help(String reason, boolean waits) {
    var failure =
        attaching(
            ACCOUNT + "user/ica-connect/lab/us-east-1/ica-lab",
            reason,
            "policy/ica-connect-ConnectionBoundary");

    assertThat(failure instanceof TryAgain).isEqualTo(waits);
  }

  /** As a function would tell it. */
  private static RuntimeException attaching(
      String userArn, String reason, @Nullable String boundary) {
    String name = userArn.replaceFirst(".*/", "");
    var client = new Denying(userArn, reason, boundary);
    var failure =
        catchThrowable(() ->
            new AwsIam(client, client, Optional.of(OURS))
                .apply(
                    List.of(new IamAction.AttachUserPolicy(name, POLICY)),
                    new IamArns(userArn, POLICY)));
    return AwsFailure.worded((RuntimeException) failure);
  }

  private record Denying(String userArn, String reason, @Nullable String boundary)
      implements IamClient {
    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
      throw IamException.builder()
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .serviceName("Iam")
                  .errorCode("AccessDenied")
                  .errorMessage(
                      ("User: arn:aws:sts::111122223333:assumed-role/IamRole/function is not authorized to perform: iam:AttachUserPolicy on resource: "
                              + userArn
                              + " "
                              + reason)
                          .strip())
                  .build())
          .build();
    }

    @Override
    public GetUserResponse getUser(GetUserRequest request) {
      return GetUserResponse.builder()
          .user(user -> {
            user.userName(request.userName()).arn(userArn);
            if (boundary != null) {
              user.permissionsBoundary(b -> b.permissionsBoundaryArn(ACCOUNT + boundary));
            }
          })
          .build();
    }

    @Override
    public String serviceName() {
      return "iam";
    }

    @Override
    public void close() {}
  }
}
