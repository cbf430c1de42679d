package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;

/**
 * That the roles ask for it is read here; that it bounds them is tried in {@code EscapeTest}.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
class StepRolesContractTest {
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
}
