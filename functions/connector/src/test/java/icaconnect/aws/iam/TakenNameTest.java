package icaconnect.aws.iam;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Mark;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.iam.IamAction;
import icaconnect.iam.IamArns;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;

/** Names in IAM are unique in an account, whatever their path and case. */
class TakenNameTest {
  private static final String POLICY = "arn:aws:iam::111122223333:policy/ica-connect/lab-reads";
  private static final String USER = "arn:aws:iam::111122223333:user/ica-connect/lab-reads";

  @Test
  void whoever_waits_for_a_name_in_vain_is_told_where_it_may_be_and_what_to_do() {
    var taken =
        EntityAlreadyExistsException.builder()
            .statusCode(409)
            .awsErrorDetails(details("EntityAlreadyExists", "A policy called lab-reads exists."))
            .build();

    for (IamAction action : List.of(policy(), user())) {
      assertThatThrownBy(() -> applying((IamException) taken, action))
          .isInstanceOf(TryAgain.class)
          .hasMessageContaining(action instanceof IamAction.CreatePolicy ? POLICY : USER)
          .hasMessageContaining("at another path, or spelled in other letters' case")
          .hasMessageContaining(
              action instanceof IamAction.CreatePolicy
                  ? "give another policyName"
                  : "give another userName");
    }
  }

  @Test
  void a_quota_that_is_used_up_is_refused() {
    var full =
        LimitExceededException.builder()
            .statusCode(409)
            .awsErrorDetails(details("LimitExceeded", "Cannot exceed quota for UsersPerAccount"))
            .build();

    assertThatThrownBy(() -> applying((IamException) full, user()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("LIMIT_EXCEEDED: ");
  }

  private static void applying(IamException failure, IamAction action) {
    new AwsIam(new Failing(failure), new Failing(failure), Optional.empty())
        .apply(List.of(action), new IamArns(USER, POLICY));
  }

  private static IamAction policy() {
    return new IamAction.CreatePolicy(
        POLICY, "lab-reads", new Mark("lab-reads", "ica", false), Json.parse("{}"));
  }

  private static IamAction user() {
    return new IamAction.CreateUser(USER, "lab-reads", new Mark("lab-reads", "ica", false));
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder()
        .serviceName("Iam")
        .errorCode(code)
        .errorMessage(message)
        .build();
  }

  private record Failing(IamException failure) implements IamClient {
    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
      throw failure;
    }

    @Override
    public CreateUserResponse createUser(CreateUserRequest request) {
      throw failure;
    }

    @Override
    public String serviceName() {
      return "iam";
    }

    @Override
    public void close() {}
  }
}
