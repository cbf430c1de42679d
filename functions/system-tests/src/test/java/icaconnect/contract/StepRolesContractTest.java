package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the roles ask for it is read here; that it bounds them is tried in {@code EscapeTest}.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
class StepRolesContractTest {
  private static final Set<String> READ_BY_LISTS =
      Stream.concat(DynamoConnections.LISTED.stream(), Stream.of("schemaVersion", "rebuilt"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern MANY_ITEMS =
      Pattern.compile("dynamodb:(Scan|Query|Batch\\w+|PartiQL\\w+|\\*)");
  private static final Pattern ONE_ITEM =
      Pattern.compile("dynamodb:(Get|Put|Update|Delete)Item|dynamodb:\\*");

  @Test
  void a_step_writes_its_journal_and_neither_wish_nor_state_nor_a_doors_item() {
    var journals =
        Template.read().resources("AWS::IAM::Role").values().stream()
            .flatMap(role -> role.findParents("Sid").stream())
            .filter(statement -> statement.path("Sid").asText().equals("Journal"))
            .toList();

    assertThat(journals)
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy(journal -> {
          JsonNode condition = journal.path("Condition");
          assertThat(condition.path("ForAllValues:StringEquals").path("dynamodb:Attributes"))
              .isEqualTo(Json.parse("[\"bucket\", \"leaseOwner\", \"fence\", \"journal\"]"));
          assertThat(condition.path("StringEqualsIfExists").path("dynamodb:ReturnValues").asText())
              .isEqualTo("NONE");
          assertThat(
                  condition
                      .path("ForAllValues:StringNotLike")
                      .path("dynamodb:LeadingKeys")
                      .asText())
              .isEqualTo("*#*");
        });
  }

  /** Both say it; what is in a policy or a group nobody may read. */
  @Test
  void two_roles_ask_what_a_user_has_besides_and_of_users_only() {
    var roles = Template.read().resources("AWS::IAM::Role");
    for (String action :
        List.of("iam:ListAttachedUserPolicies", "iam:ListUserPolicies", "iam:ListGroupsForUser")) {
      var asking =
          roles.entrySet().stream()
              .filter(role -> role.getValue().toString().contains('"' + action + '"'))
              .toList();
      assertThat(asking)
          .extracting(Map.Entry::getKey)
          .as(action)
          .containsExactlyInAnyOrder("IamFunctionRole", "RotationRole");
      assertThat(asking)
          .flatExtracting(role -> role.getValue().findParents("Effect"))
          .filteredOn(statement -> statement.path("Action").toString().contains(action))
          .allSatisfy(statement ->
              assertThat(statement.path("Resource").toString())
                  .contains(":user/")
                  .doesNotContain("\"*\""));
    }
    assertThat(roles.toString()).doesNotContain("GetUserPolicy", "GetGroupPolicy");
  }

  /** The attack: whoever runs code in a function that lists reads what CloudFormation waits for. */
  @Test
  void a_role_that_lists_reads_what_lists_show_and_never_a_response_url() {
    var template = Template.read();
    var statements =
        Stream.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy")
            .flatMap(type -> template.resources(type).values().stream())
            .flatMap(role -> role.findParents("Effect").stream())
            .filter(statement -> MANY_ITEMS.matcher(statement.path("Action").toString()).find())
            .toList();

    assertThat(statements)
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(statement -> {
          JsonNode condition = statement.path("Condition");
          assertThat(statement.path("Action").asText()).isEqualTo("dynamodb:Scan");
          assertThat(condition.at("/StringEquals/dynamodb:Select").asText())
              .as("%s", statement)
              .isEqualTo("SPECIFIC_ATTRIBUTES");
          assertThat(condition.at("/ForAllValues:StringEquals/dynamodb:Attributes"))
              .extracting(JsonNode::asText)
              .contains("bucket")
              .isSubsetOf(READ_BY_LISTS);
        });
    assertThat(
            template.resources("AWS::IAM::Role").get("ListRole").findValue("dynamodb:Attributes"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(DynamoConnections.LISTED);
  }

  /** Whoever lists by hand is given the same. */
  @Test
  void the_policy_for_people_in_the_documentation_is_as_narrow() {
    String page = Checkout.text("docs/registry.md");
    String policy = page.substring(page.indexOf("{\n \"Effect\""));
    JsonNode statement = Json.parse(policy.substring(0, policy.indexOf("```")));

    JsonNode attributes = statement.findValue("dynamodb:Attributes");
    assertThat(attributes)
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(DynamoConnections.LISTED);
    assertThat(statement.at("/Condition/StringEquals/dynamodb:Select").asText())
        .isEqualTo("SPECIFIC_ATTRIBUTES");
  }

  /**
   * The attack: a rotation or an audit of the "bucket" {@code request#cfn-…} has the item read, and
   * the execution's history shows CloudFormation's response URL.
   */
  @Test
  void every_role_reads_and_writes_items_of_one_kind_only() {
    var statements =
        Stream.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy")
            .flatMap(type -> Template.read().resources(type).values().stream())
            .flatMap(role -> role.findParents("Effect").stream())
            .filter(statement -> ONE_ITEM.matcher(statement.path("Action").toString()).find())
            .toList();

    assertThat(statements)
        .hasSizeGreaterThan(15)
        .allSatisfy(statement -> {
          JsonNode condition = statement.path("Condition");
          var but = condition.path("ForAllValues:StringNotLike").path("dynamodb:LeadingKeys");
          var only = condition.path("ForAllValues:StringLike").path("dynamodb:LeadingKeys");
          assertThat(but.asText() + only.asText())
              .as("%s", statement)
              .matches("\\*#\\*|(document|event|request|tenant)#\\*");
        });
  }
}
