package icaconnect.cli.aws;

import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.registry.ConnectionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The stack's table of connections, read by the connector's own adapter. */
final class Registry {
  private static final int A_PAGE = 100;

  private final DynamoConnections connections;

  Registry(Caller caller, Stack stack) {
    connections = new DynamoConnections(caller.clients(), stack.output("RegistryTableName"));
  }

  /** All of them, by name. */
  List<ConnectionRecord> all() {
    return AwsFailure.said(() -> {
      var all = new ArrayList<ConnectionRecord>();
      Optional<String> after = Optional.empty();
      do {
        var page = connections.page(after, A_PAGE);
        all.addAll(page.connections());
        after = page.next();
      } while (after.isPresent());
      all.sort(Comparator.comparing(ConnectionRecord::bucket));
      return List.copyOf(all);
    });
  }

  Optional<ConnectionRecord> find(String bucket) {
    return AwsFailure.said(() -> connections.find(bucket));
  }
}
