package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That the roles ask for it is read here; that it bounds them is tried in {@code EscapeTest}.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
class StepRolesContractTest {
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
