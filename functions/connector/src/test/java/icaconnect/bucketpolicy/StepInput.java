package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.registry.Lease;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.util.Map;
import java.util.Optional;

/** A connection of the bucket {@code lab-genomics}, as the workflow would hand it to the step. */
record StepInput(Goal goal, ObjectNode request, BucketFacts facts, Map<String, JsonNode> journal) {
  static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  static final String USER_ID = "AIDAILLUMINAADMIN0001";
  static final String SESSION = "arn:aws:sts::111122223333:federated-user/illumina_ica_admin";
  static final String ROLE = "arn:aws:iam::079623148045:role/ica_use1_crossacct";

  static StepInput connect() {
    ObjectNode request =
        Json.MAPPER
            .createObjectNode()
            .put("bucket", "lab-genomics")
            .put("userName", "illumina_ica_admin");
    var facts = newUser().withUser(USER, Optional.of(USER_ID), Optional.empty(), false);
    return new StepInput(Goal.CONNECT, request, facts, Map.of());
  }

  static StepInput disconnect() {
    return connect().to(Goal.DISCONNECT);
  }

  /** A bucket like the others, and no user of the connection's name yet. */
  static BucketFacts newUser() {
    return BucketFacts.of("us-east-1", Versioning.NEVER);
  }

  StepInput to(Goal other) {
    return new StepInput(other, request, facts, journal);
  }

  StepInput with(String field, Object value) {
    return new StepInput(goal, request.deepCopy().set(field, Json.tree(value)), facts, journal);
  }

  StepInput facts(BucketFacts other) {
    return new StepInput(goal, request, other, journal);
  }

  StepInput journal(Map<String, JsonNode> other) {
    return new StepInput(goal, request, facts, other);
  }

  StepInput journal(JournalEntry entry) {
    return journal(Map.of(BucketPolicyPlanner.STEP, entry.toJson()));
  }

  Step step() {
    return new Step(
        goal,
        Connection.parse(request),
        facts,
        Invocation.INSTALLATION,
        Optional.of(new Lease("execution-1", 1)),
        journal);
  }

  /** As bytes arrive at the handler. */
  JsonNode json() {
    ObjectNode input =
        Json.MAPPER.createObjectNode().put("goal", goal.name().toLowerCase(java.util.Locale.ROOT));
    input.set("request", request);
    input.set("facts", Json.tree(facts));
    input.set("lease", Json.tree(new Lease("execution-1", 1)));
    ObjectNode entries = input.putObject("journal");
    journal.forEach((step, entry) -> entries.put(step, Json.write(entry)));
    return input;
  }
}
