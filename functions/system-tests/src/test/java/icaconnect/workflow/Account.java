package icaconnect.workflow;

import icaconnect.localstack.LocalStack;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What there is in the account besides the bucket. */
public final class Account {
  final IamClient iam;
  public final SecretsManagerClient secrets;
  private final DynamoDbClient dynamo;
  private final String registry;

  public Account(LocalStack localStack) {
    iam = localStack.client(IamClient.builder());
    secrets = localStack.client(SecretsManagerClient.builder());
    dynamo = localStack.client(DynamoDbClient.builder());
    registry = localStack.output("RegistryTableName");
  }

  /** Users, their keys, policies and secrets whose names contain the text. */
  public Set<String> tracesOf(String text) {
    var traces = new TreeSet<String>();
    iam.listUsersPaginator().users().stream()
        .filter(user -> user.userName().contains(text))
        .forEach(user -> {
          traces.add("user " + user.userName());
          iam.listAccessKeys(r -> r.userName(user.userName()))
              .accessKeyMetadata()
              .forEach(key -> traces.add("key of " + user.userName()));
        });
    iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.LOCAL)).policies().stream()
        .filter(policy -> policy.policyName().contains(text))
        .forEach(policy -> traces.add("policy " + policy.policyName()));
    secrets.listSecretsPaginator(r -> r.includePlannedDeletion(true)).stream()
        .flatMap(page -> page.secretList().stream())
        .filter(secret -> secret.name().contains(text))
        .forEach(secret -> traces.add("secret " + secret.name()));
    return traces;
  }

  /** The registry's item of the bucket. */
  public Optional<Map<String, AttributeValue>> record(String bucket) {
    var item =
        dynamo.getItem(r ->
            r.tableName(registry)
                .key(Map.of("bucket", AttributeValue.fromS(bucket)))
                .consistentRead(true));
    return item.hasItem() && !item.item().isEmpty() ? Optional.of(item.item()) : Optional.empty();
  }

  public void putRecord(Map<String, AttributeValue> item) {
    dynamo.putItem(r -> r.tableName(registry).item(item));
  }
}
