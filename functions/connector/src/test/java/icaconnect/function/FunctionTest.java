package icaconnect.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.iam.model.IamException;

/** Every function's failures leave in words of this product. */
class FunctionTest {
  @Test
  void an_organisation_that_forbids_users_is_told_with_the_layer_and_who_can_change_it() {
    assertThatThrownBy(() -> failing(forbidden()).handleRequest(null, null, Invocation.context()))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "AWS_DENIES_US: IAM denies arn:aws:sts::111122223333:assumed-role/ica-IamRole/ica-iam"
                + " the call iam:CreateUser on arn:aws:iam::111122223333:user/ica-connect/ica-lab:"
                + " it is denied by a Deny statement of the service control policy"
                + " arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-1."
                + " Remedy: Let the administrator of the AWS organisation exempt that role or user"
                + " in the service control policy. Then send the request again."
                + " See docs/troubleshooting.md#aws_denies_us.");
  }

  @Test
  void no_answer_is_tried_again_and_our_own_words_stay() {
    assertThatThrownBy(() ->
            failing(ApiCallTimeoutException.create(25_000))
                .handleRequest(null, null, Invocation.context()))
        .isInstanceOf(TryAgain.class);
    assertThatThrownBy(() ->
            failing(new InvalidRequest(List.of("no bucket")))
                .handleRequest(null, null, Invocation.context()))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void a_log_says_once_which_version_wrote_it() throws IOException {
    var lines = new ArrayList<String>();
    var function = new Function((_, _, _) -> {}) {};

    function.handleRequest(null, null, Invocation.context(lines::add));
    function.handleRequest(null, null, Invocation.context(lines::add));

    assertThat(lines).singleElement().asString().startsWith("ICA Bucket Connect ");
  }

  @Test
  void every_entry_point_is_one() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("icaconnect.function")
        .and()
        .haveSimpleNameEndingWith("Function")
        .should()
        .beAssignableTo(Function.class)
        .check(
            new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("icaconnect.function"));
  }

  private static Function failing(RuntimeException failure) {
    return new Function(
        (_, _, _) -> {
          throw failure;
        }) {};
  }

  private static RuntimeException forbidden() {
    return (RuntimeException)
        IamException.builder()
            .statusCode(403)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Iam")
                    .errorCode("AccessDenied")
                    .errorMessage(
                        "User: arn:aws:sts::111122223333:assumed-role/ica-IamRole/ica-iam is not authorized to perform:"
                            + " iam:CreateUser on resource: arn:aws:iam::111122223333:user/ica-connect/ica-lab"
                            + " with an explicit deny in a service control policy:"
                            + " arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-1")
                    .build())
            .build();
  }
}
