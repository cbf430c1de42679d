package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import icaconnect.localstack.Checkout;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stack lets in by default: nothing that its deployer has not said. */
class ClosedDoorsTest {
  private static final List<String> ENDING_AT_PATHS =
      List.of(
          "user/${AdoptablePattern}",
          "policy/${AdoptablePattern}",
          "secret:${IcaApiKeySecretPattern}");

  private final Template template = Template.read();

  @ParameterizedTest
  @CsvSource({
    "RequestEvents, false",
    "TagOnboarding, false",
    "RequestEventFields, ''",
    "AdoptablePattern, ''",
    "IcaApiKeySecretPattern, ''",
    "CrossAccountRolePattern, ''",
    "AllowEveryBucket, false",
    "LoopbackResponses, false",
    "BelieveStackResources, false"
  })
  void a_door_is_closed_by_default(String parameter, String closed) {
    assertThat(parameter(parameter).path("Default").textValue()).isEqualTo(closed);
  }

  @Test
  void the_deployer_says_which_buckets_may_be_connected() {
    assertThat(parameter("BucketNamePattern").has("Default")).isFalse();
    assertThat(matches("BucketNamePattern", "genomes-*")).isTrue();
    assertThat(matches("BucketNamePattern", "**")).isFalse();
    assertThat(matches("BucketNamePattern", "*-*")).isFalse();
    assertThat(template.rule("EveryBucketIsAChoice").path("Assertions")).hasSize(1);
  }

  @Test
  void events_are_heard_by_a_rule_that_is_off_until_it_is_switched_on() {
    for (String rule : new String[] {"RequestRule", "TagRule"}) {
      assertThat(template.whole(rule).at("/Properties/State/2").asText()).isEqualTo("DISABLED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "i*", "ica-*", "ica-connect*", "a/b", "/illumina*", "ill*mina"})
  void a_pattern_that_would_mean_our_own_path_or_another_is_refused(String pattern) {
    assertThat(matches("AdoptablePattern", pattern)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "illumina*", "illumina_ica_admin", "lab-ica*"})
  void a_pattern_of_names_is_taken(String pattern) {
    assertThat(matches("AdoptablePattern", pattern)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/partner-*, true",
    "arn:aws:iam::111122223333:role/genomics/*, true",
    "arn:aws:iam::111122223333:role/partner, true",
    "arn:aws:iam::111122223333:role/part*ner, false",
    "arn:aws:iam::111122223333:role/*/partner, false",
    "arn:aws:iam::111122223333:user/partner, false"
  })
  void a_pattern_of_roles_ends_where_names_do(String pattern, boolean taken) {
    assertThat(matches("CrossAccountRolePattern", pattern)).isEqualTo(taken);
  }

  /**
   * IAM's "*" crosses paths: who allows by a pattern of names denies, in the same role, what lies
   * below a path that begins so.
   */
  @Test
  void a_role_that_allows_by_a_pattern_of_names_denies_what_is_below_a_path() {
    var seen = new TreeSet<String>();
    template
        .resources("AWS::IAM::Role")
        .forEach((name, role) -> {
          String text = role.path("Policies").toString();
          for (String pattern : ENDING_AT_PATHS) {
            if (text.contains(pattern)) {
              seen.add(name + " " + pattern);
              assertThat(text).as("%s denies below %s", name, pattern).contains(pattern + "/*\"");
            }
          }
        });
    assertThat(seen)
        .contains(
            "KmsRole user/${AdoptablePattern}",
            "IamFunctionRole policy/${AdoptablePattern}",
            "CredentialRole user/${AdoptablePattern}",
            "RotationRole user/${AdoptablePattern}",
            "RegistrationRole secret:${IcaApiKeySecretPattern}");
    String kms = template.resources("AWS::IAM::Role").get("KmsRole").path("Policies").toString();
    assertThat(kms).contains("[\"CopiesByOthers\",\"${CrossAccountRolePattern}/*\"");
  }

  /** The attack: a stack named dev writes the logs of a stack named dev-prod. */
  @Test
  void functions_write_logs_of_this_stacks_functions_and_of_no_stack_named_alike() {
    JsonNode statement =
        template
            .resources("AWS::IAM::ManagedPolicy")
            .get("FunctionBasics")
            .at("/PolicyDocument/Statement/0");
    var groups =
        template.resources("AWS::Logs::LogGroup").entrySet().stream()
            .filter(
                group -> group.getValue().path("LogGroupName").asText().startsWith("/aws/lambda/"))
            .map(group -> group.getKey() + ".Arn")
            .toList();

    assertThat(statement.path("Sid").asText()).isEqualTo("WriteLogs");
    assertThat(statement.path("Resource"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(groups);
  }

  /** The attack: a stack named lab keeps in its trail who stopped executions of a stack lab-2. */
  @Test
  void the_trail_hears_of_this_stacks_executions_and_of_no_stack_named_alike() {
    var own = new TreeSet<String>();
    for (JsonNode machine : template.resources("AWS::StepFunctions::StateMachine").values()) {
      String name = machine.path("StateMachineName").asText();
      own.add(name + ":");
      if (Checkout.text(machine.path("DefinitionS3Location").asText()).contains("DISTRIBUTED")) {
        own.add(name + "/");
      }
    }
    var heard = new TreeSet<String>();
    for (JsonNode rule : template.resources("AWS::Events::Rule").values()) {
      for (JsonNode arns : rule.findValues("executionArn")) {
        for (String prefix : arns.findValuesAsText("prefix")) {
          heard.add(prefix.replaceFirst("^.*:execution:", ""));
        }
      }
    }
    assertThat(heard).isEqualTo(own);
  }

  /** The attack: a pattern such as ica-* means the buckets of the trail and of the runs, too. */
  @Test
  void no_role_writes_configuration_and_no_connections_user_reaches_the_stacks_own_buckets() {
    var own = template.resources("AWS::S3::Bucket").keySet();
    var writers = new TreeSet<String>();
    template
        .resources("AWS::IAM::Role")
        .forEach((name, role) -> {
          for (JsonNode policy : role.path("Policies")) {
            var statements = policy.at("/PolicyDocument/Statement");
            var denied = actions(statements, "NoneOfThisStack");
            for (JsonNode statement : statements) {
              if (statement.path("Resource").asText().contains("${BucketNamePattern}")) {
                for (String action : actions(statement)) {
                  if (action.matches("s3:(Put|Delete).*")) {
                    writers.add(name);
                    assertThat(denied).as(name).contains(action);
                  }
                }
              }
            }
            if (!denied.isEmpty()) {
              assertThat(named(statements, "NoneOfThisStack").findValues("Resource").toString())
                  .contains(own.stream().map(bucket -> bucket + ".Arn").toList());
            }
          }
        });
    assertThat(writers).containsExactly("BucketPolicyRole", "CorsRole");

    var granting = template.resources("AWS::IAM::Role").get("KmsRole").findParents("Sid");
    assertThat(granting)
        .filteredOn(statement -> statement.path("Sid").asText().equals("NoneOfThisStack"))
        .singleElement()
        .satisfies(denied -> {
          assertThat(actions(denied)).containsExactly("kms:CreateGrant");
          for (String bucket : own) {
            assertThat(denied.at("/Condition/StringLike").toString())
                .contains("\"" + bucket + ".Arn\"", "${" + bucket + ".Arn}/*");
          }
        });

    var boundary =
        template
            .resources("AWS::IAM::ManagedPolicy")
            .get("ConnectionBoundary")
            .at("/PolicyDocument/Statement");
    assertThat(actions(boundary, "NoneOfThisStack")).containsExactly("s3:*");
    for (String bucket : own) {
      assertThat(named(boundary, "NoneOfThisStack").toString())
          .contains("\"" + bucket + ".Arn\"", "${" + bucket + ".Arn}/*");
      assertThat(template.resources("AWS::S3::Bucket").get(bucket).at("/Tags/0/Key").asText())
          .isEqualTo("ica-connect:installation");
    }
  }

  private static JsonNode named(JsonNode statements, String sid) {
    return statements
        .valueStream()
        .filter(statement -> statement.path("Sid").asText().equals(sid))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static List<String> actions(JsonNode statements, String sid) {
    return actions(named(statements, sid));
  }

  private static List<String> actions(JsonNode statement) {
    JsonNode action = statement.path("Action");
    return action.isTextual()
        ? List.of(action.asText())
        : action.valueStream().map(JsonNode::asText).toList();
  }

  private boolean matches(String parameter, String value) {
    return Pattern.matches(parameter(parameter).path("AllowedPattern").textValue(), value);
  }

  private JsonNode parameter(String name) {
    return template.parameter(name);
  }
}
