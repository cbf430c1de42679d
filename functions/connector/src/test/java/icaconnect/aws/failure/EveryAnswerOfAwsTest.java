package icaconnect.aws.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation that a function calls, found in the code, against every way in which AWS, or what
 * stands before it, can refuse it: each comes to a code with its cause and what to do.
 */
class EveryAnswerOfAwsTest {
  private static final List<Operation> OPERATIONS = calls();

  static List<Operation> operations() {
    return OPERATIONS;
  }

  private static List<Operation> calls() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("icaconnect.aws").stream()
            .flatMap(each -> each.getMethodCallsFromSelf().stream())
            .map(JavaMethodCall::getTarget)
            .filter(target -> Operation.isOne(target.getOwner().getName(), target.getName()))
            .map(target -> new Operation(target.getOwner().getName(), target.getName()))
            .distinct()
            .sorted()
            .toList();
  }

  /** So that nobody takes an empty list for a good answer. */
  @Test
  void the_operations_of_every_service_are_found() {
    assertThat(OPERATIONS)
        .hasSizeGreaterThan(60)
        .extracting(Operation::service)
        .contains("CloudFormation", "DynamoDb", "Iam", "Kms", "S3", "SecretsManager", "Sfn", "Sts");
  }

  /**
   * A bucket with ABAC refuses these:
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html
   */
  @Test
  void no_function_writes_a_buckets_tags() {
    assertThat(OPERATIONS)
        .extracting(Operation::method)
        .contains("getBucketTagging")
        .doesNotContain("putBucketTagging", "deleteBucketTagging");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_denial_says_who_may_not_do_what_by_which_layer_and_who_changes_that(Operation operation) {
    for (Reason reason : Reason.values()) {
      var refused = refused(operation, Answer.denied(operation, reason.words));

      assertThat(refused.code()).isIn(Code.S3_DENIES_US, Code.KMS_DENIES_US, Code.AWS_DENIES_US);
      assertThat(refused)
          .as("%s", reason)
          .hasMessageContaining(Answer.PRINCIPAL)
          .hasMessageContaining(operation.action())
          .hasMessageContaining(reason.layer)
          .hasMessageContaining(" Remedy: Let ");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_denial_that_names_no_layer_says_where_to_look(Operation operation) {
    assertThat(refused(operation, Answer.deniedWithoutAReason(operation)))
        .hasMessageContaining("a layer that AWS does not name")
        .hasMessageContaining(" Remedy: Look at this call in CloudTrail");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_waiting_cures_is_tried_again(Operation operation) {
    for (Answer answer :
        List.of(
            Answer.throttled(operation),
            Answer.conflict(operation),
            Answer.broken(operation),
            Answer.page(502))) {
      assertThat(failure(operation, answer))
          .as("%s", answer)
          .isInstanceOf(TryAgain.class)
          .hasMessageContaining(" Remedy: send the request again.");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_quota_that_is_used_up_is_told_as_such(Operation operation) {
    var refused = refused(operation, Answer.full(operation));

    assertThat(refused.code()).isEqualTo(Code.LIMIT_EXCEEDED);
    assertThat(refused).hasMessageContaining("LimitExceeded").hasMessageContaining(" Remedy: Free");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void what_aws_finds_malformed_is_told_with_awss_reason(Operation operation) {
    var refused = refused(operation, Answer.malformed(operation));

    assertThat(refused.code()).isEqualTo(Code.AWS_REFUSES);
    assertThat(refused)
        .hasMessageContaining(operation.malformed())
        .hasMessageContaining(" Remedy: Correct what it names")
        .hasMessageContaining(Answer.REQUEST_ID);
    // It may quote what was sent, and that may be a secret.
    assertThat(refused.getMessage().contains(Answer.QUOTED))
        .isEqualTo(!operation.service().equals("SecretsManager"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_proxys_page_is_not_taken_for_an_answer_of_aws(Operation operation) {
    for (int status : List.of(403, 407, 404, 400)) {
      assertThat(refused(operation, Answer.page(status)).code())
          .as("HTTP %s", status)
          .isEqualTo(Code.NOT_FROM_AWS);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void no_answer_at_all_is_tried_again(Operation operation) {
    assertThat(failure(operation, Answer.NONE))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining(" Remedy: send the request again.");
  }

  /** As IAM's page on access denied errors words them. */
  enum Reason {
    IDENTITY_POLICY("because no identity-based policy allows the %s action", "identity-based"),
    IDENTITY_POLICY_DENY("with an explicit deny in an identity-based policy", "identity-based"),
    BOUNDARY("because no permissions boundary allows the %s action", "permissions boundary"),
    BOUNDARY_DENY("with an explicit deny in a permissions boundary", "permissions boundary"),
    RESOURCE_POLICY("because no resource-based policy allows the %s action", "resource-based"),
    RESOURCE_POLICY_DENY("with an explicit deny in a resource-based policy", "resource-based"),
    SCP("because no service control policy allows the %s action", "service control policy"),
    SCP_DENY("with an explicit deny in a service control policy", "service control policy"),
    RCP("because no resource control policy allows the %s action", "resource control policy"),
    RCP_DENY("with an explicit deny in a resource control policy", "resource control policy"),
    SESSION("because no session policy allows the %s action", "session policy"),
    SESSION_DENY("with an explicit deny in a session policy", "session policy");

    final String words;
    final String layer;

    Reason(String words, String layer) {
      this.words = words;
      this.layer = layer;
    }
  }

  private static Refused refused(Operation operation, Answer answer) {
    var failure = failure(operation, answer);
    assertThat(failure).as("%s", answer).isInstanceOf(Refused.class);
    return (Refused) failure;
  }

  private static RuntimeException failure(Operation operation, Answer answer) {
    return AwsFailure.worded(
        catchThrowableOfType(RuntimeException.class, () -> operation.call(answer)));
  }
}
