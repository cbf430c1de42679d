package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The bucket {@code lab} and its key, as the workflow would hand them to the step. */
final class Keys {
  static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  static final String FORMER =
      "arn:aws:kms:us-east-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321";
  static final String USER = "arn:aws:iam::111122223333:user/ica-connect/ica-lab";
  static final String OUR_USER = Invocation.INSTALLATION.userArn("ica-lab");
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  static final JsonNode DELEGATING =
      Json.parse(
          """
          {"Version": "2012-10-17", "Statement": [
            {"Sid": "Enable IAM User Permissions", "Effect": "Allow",
             "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}]}
          """);

  static final JsonNode CLOSED =
      Json.parse(
          """
          {"Version": "2012-10-17", "Statement": [
            {"Sid": "Team", "Effect": "Allow",
             "Principal": {"AWS": "arn:aws:iam::111122223333:role/team"}, "Action": "kms:*", "Resource": "*"}]}
          """);

  final InMemoryKeyPolicies policies = new InMemoryKeyPolicies();
  final InMemoryJournal journal = new InMemoryJournal();
  private Rewritings rewritings = Rewritings.atOnce();
  private List<String> editable = List.of(KEY, FORMER);
  final InMemoryKeyGrants grants = new InMemoryKeyGrants();
  private List<String> tagged = List.of();
  private Limits limits = Limits.CLOSED;
  private Instant now = NOW;

  Keys within(Limits deployers) {
    limits = deployers;
    return this;
  }

  Keys at(Instant time) {
    now = time;
    return this;
  }

  Keys tagging(String... arns) {
    tagged = List.of(arns);
    return this;
  }

  Keys granting(KeyGrant... on) {
    grants.put(KEY, on);
    return this;
  }

  Keys rewriting(Rewritings others) {
    rewritings = others;
    return this;
  }

  Keys editing(String... arns) {
    editable = List.of(arns);
    return this;
  }

  static StepInput connect() {
    return StepInput.connect("lab")
        .asking("prefix", "ica/")
        .asking("keyAccess", "statement")
        .withFact("kmsKeyArn", KEY)
        .withFact("userArn", USER);
  }

  static StepInput disconnect() {
    return StepInput.disconnect("lab");
  }

  JsonNode run(StepInput input) {
    return retry(input, journal.entries());
  }

  /** With the journal as it was when the workflow began. */
  JsonNode retry(StepInput input, Map<String, JsonNode> sent) {
    var handler =
        new KmsHandler(
            Invocation.STACK,
            new EditableKeys(editable),
            tagged::contains,
            policies,
            grants,
            limits,
            journal,
            rewritings.rewriting(),
            Clock.fixed(now, ZoneOffset.UTC));
    return Invocation.of(handler, input.withJournal(sent).json());
  }

  List<String> sids() {
    return policies.policy(KEY).path("Statement").findValuesAsText("Sid");
  }
}
