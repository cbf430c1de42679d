package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import java.util.Optional;

/** The bucket {@code my-lab-data}, the account's IAM, and what the step makes of them. */
abstract class IamScene {
  static final String USER_ARN =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-my-lab-data";

  static final String POLICY_ARN =
      "arn:aws:iam::111122223333:policy/ica-connect/ica-connect/us-east-1/ica-bucket-my-lab-data";

  final InMemoryIam iam = new InMemoryIam();
  final InMemoryJournal journal = new InMemoryJournal();

  JsonNode connect(String request) {
    return invoke(input("connect", request));
  }

  JsonNode disconnect(String request) {
    return invoke(input("disconnect", request));
  }

  JsonNode invoke(JsonNode input) {
    return Invocation.of(
        new IamHandler(
            Invocation.STACK,
            iam,
            journal,
            new Limits(Optional.empty(), Optional.of(new NamePattern("*")), Optional.empty())),
        input);
  }

  /** As the workflow sends it: the journal's entries are texts. */
  ObjectNode input(String goal, String request) {
    var input = Json.MAPPER.createObjectNode().put("goal", goal);
    input.set("request", Json.parse(request.replace('\'', '"')));
    input.withObjectProperty("request").put("bucket", "my-lab-data");
    input
        .putObject("facts")
        .put("exists", true)
        .put("region", "us-east-1")
        .put("versioning", "NEVER");
    input.putObject("lease").put("owner", "execution-1").put("fence", 7);
    journal
        .entries()
        .forEach((step, entry) -> input.withObjectProperty("journal").put(step, entry.toString()));
    return input;
  }
}
