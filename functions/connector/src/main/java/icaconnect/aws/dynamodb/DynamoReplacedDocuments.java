package icaconnect.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.lambda.Json;
import icaconnect.report.Document;
import icaconnect.rewriting.ReplacedDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Replaced documents in the registry table, one item each, under {@code document#BUCKET#DIGEST}. A
 * bucket policy has 20 KB at most, CORS rules 64 KB, a key policy 32 KB, and an item takes 400 KB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
public final class DynamoReplacedDocuments implements ReplacedDocuments {
  private final DynamoDbClient dynamo = new Clients().here(DynamoDbClient.builder());
  private final String table = System.getenv("REGISTRY_TABLE");
  private final Duration kept = Duration.ofDays(Long.parseLong(System.getenv("DOCUMENT_DAYS")));

  @Override
  public void keep(String bucket, String step, JsonNode document) {
    var now = Instant.now();
    dynamo.putItem(request ->
        request
            .tableName(table)
            .item(
                Map.of(
                    "bucket", text("document#" + bucket + "#" + Document.sha256(document)),
                    "step", text(step),
                    "document", text(Json.write(document)),
                    "keptAt", text(now.toString()),
                    "expires", number(now.plus(kept).getEpochSecond()))));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
