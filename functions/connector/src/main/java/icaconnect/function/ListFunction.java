package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.registry.ListHandler;

/** Lists connections for people. */
public final class ListFunction extends Function {
  public ListFunction() {
    super(new ListHandler(new DynamoConnections()));
  }
}
