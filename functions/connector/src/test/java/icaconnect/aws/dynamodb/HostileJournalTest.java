package icaconnect.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.lambda.Json;
import icaconnect.registry.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The attack: whoever can write one journal writes there what no step can read or write in. */
class HostileJournalTest {
  private static final Lease LEASE = new Lease("execution-1", 7);
  private static final AttributeValue TEXT = AttributeValue.fromS("x");

  @Test
  void a_journal_that_is_no_map_is_replaced_by_the_entry() {
    var table = new OneItem(TEXT, "");

    journal(table).enter("lab", LEASE, "cors", Json.parse("{\"ruleId\":\"x\"}"));

    assertThat(table.journal.m()).containsEntry("cors", AttributeValue.fromS("{\"ruleId\":\"x\"}"));
    assertThat(table.conditions)
        .allMatch(each -> each.contains("leaseOwner = :owner AND fence = :fence"));
  }

  @Test
  void what_else_dynamodb_refuses_is_told_as_it_is() {
    var table = new OneItem(AttributeValue.fromM(Map.of("iam", TEXT)), "too large");

    assertThatThrownBy(() -> journal(table).enter("lab", LEASE, "cors", Json.parse("{}")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("too large");
    assertThat(table.journal.m()).containsOnlyKeys("iam");
  }

  @Test
  void an_entry_that_cannot_be_read_is_there_and_says_nothing() {
    for (AttributeValue entry :
        List.of(TEXT, AttributeValue.fromN("7"), AttributeValue.fromS("{\"a\":1,\"a\":2}"))) {
      var journal = journal(new OneItem(AttributeValue.fromM(Map.of("kms", entry)), ""));

      assertThat(journal.entry("lab", "kms").orElseThrow().isMissingNode()).isTrue();
    }
    assertThat(journal(new OneItem(TEXT, "")).entry("lab", "kms")).isEqualTo(Optional.empty());
  }

  private static DynamoJournal journal(DynamoDbClient table) {
    return new DynamoJournal(table, "registry");
  }

  /** An item as DynamoDB keeps it: it sets nothing in what is no map. */
  private static final class OneItem implements DynamoDbClient {
    private final List<String> conditions = new ArrayList<>();
    private final String refusal;
    private AttributeValue journal;

    private OneItem(AttributeValue journal, String refusal) {
      this.journal = journal;
      this.refusal = refusal;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      conditions.add(request.conditionExpression());
      if (request.conditionExpression().contains("NOT attribute_type(journal, :map)")) {
        if (journal.hasM()) {
          throw ConditionalCheckFailedException.builder().message("a map").build();
        }
        journal = request.expressionAttributeValues().get(":journal");
      } else if (!journal.hasM()) {
        throw invalid("The document path provided in the update expression is invalid for update");
      } else if (!refusal.isEmpty()) {
        throw invalid(refusal);
      }
      return UpdateItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return GetItemResponse.builder().item(Map.of("journal", journal)).build();
    }

    private static RuntimeException invalid(String message) {
      return DynamoDbException.builder()
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ValidationException")
                  .errorMessage(message)
                  .serviceName("DynamoDb")
                  .build())
          .message(message)
          .build();
    }

    @Override
    public String serviceName() {
      return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
