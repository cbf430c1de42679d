package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who else writes the bucket's policy and CORS rules, by the tags that tools leave. */
class DescribedInCodeTest {
  private static final String STACK_ID =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/data/1c2fa620-982a-11e3-aff7-50e2416294e0";

  @Test
  void names_the_stack_and_its_resource() {
    assertThat(
            findings(
                Map.of(
                    "aws:cloudformation:stack-name", "data",
                    "aws:cloudformation:stack-id", STACK_ID,
                    "aws:cloudformation:logical-id", "RawReads")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("DESCRIBED_IN_CODE");
          assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
          assertThat(finding.path("message").asText())
              .contains("CloudFormation (stack data, resource RawReads)", "403");
          assertThat(finding.path("remedy").asText()).contains("detect-stack-drift");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "aws-cdk:auto-delete-objects, true, AWS CDK",
    "aws-cdk:cr-owned:deploy/here/:240D17B3, true, AWS CDK",
    "services.k8s.aws/controller-version, s3-1.0.14, AWS Controllers for Kubernetes",
    "crossplane-kind, bucket.s3.aws.upbound.io, Crossplane",
    "ManagedBy, terraform, Terraform",
    "managed_by, Terraform Cloud, Terraform",
    "Provisioner, TERRAFORM, Terraform",
    "terraform, true, Terraform",
    "terraform_workspace, prod, Terraform",
    "managed-by, OpenTofu, OpenTofu",
    "CreatedBy, terragrunt, Terragrunt",
    "pulumi:project, genomics, Pulumi",
    "managed-by, Pulumi, Pulumi",
    "iac, cdktf, CDK for Terraform",
    "app.kubernetes.io/managed-by, crossplane, Crossplane"
  })
  void knows_the_mark_of(String key, String value, String tool) {
    assertThat(findings(Map.of(key, value)))
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.path("message").asText())
                .contains("the code of " + tool + " (tag " + key + " = " + value + ")"));
  }

  @ParameterizedTest
  @CsvSource({
    "Name, terraform-training-data",
    "terraform, false",
    "ManagedBy, platform team",
    "project, pulumi",
    "description, made before we had cloudformation",
    "CostCenter, 4711"
  })
  void takes_nothing_else_for_one(String key, String value) {
    assertThat(findings(Map.of(key, value))).isEmpty();
  }

  @Test
  void a_stack_says_more_than_what_a_team_writes() {
    assertThat(
            findings(
                    Map.of(
                        "ManagedBy", "terraform",
                        "aws:cloudformation:stack-name", "data",
                        "aws-cdk:auto-delete-objects", "true"))
                .get(0)
                .path("message")
                .asText())
        .contains("AWS CDK (CloudFormation) (stack data)");
  }

  @Test
  void says_that_nobody_has_looked_where_the_tags_may_not_be_read() {
    assertThat(ask(Optional.empty()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("BUCKET_TAGS_UNSEEN");
          assertThat(finding.path("remedy").asText()).contains("s3:GetBucketTagging");
        });
  }

  private static JsonNode findings(Map<String, String> tags) {
    return ask(Optional.of(tags));
  }

  private static JsonNode ask(Optional<Map<String, String>> tags) {
    return Invocation.of(
            new InspectHandler(Invocation.STACK, tagged(tags), Limits.CLOSED, ""),
            StepInput.connect("lab").asking("prefix", "ica/").json())
        .at("/report/findings");
  }

  private static Reading tagged(Optional<Map<String, String>> tags) {
    return new Reading(
        new BucketFound.Bucket(InspectedBucket.with(bucket -> bucket.tags = tags)),
        Optional.empty());
  }
}
