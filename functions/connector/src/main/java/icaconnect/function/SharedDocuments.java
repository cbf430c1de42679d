package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoReplacedDocuments;
import icaconnect.aws.environment.Settlings;
import icaconnect.rewriting.Rewriting;

/** How the functions that write documents of others do it. */
final class SharedDocuments {
  private SharedDocuments() {}

  static Rewriting rewriting() {
    return new Rewriting(Settlings.ofEnvironment(), new DynamoReplacedDocuments());
  }
}
