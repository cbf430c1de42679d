package icaconnect.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.BucketName;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.Problem;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import java.util.Optional;

/** A bucket that is to be registered, an ICA that remembers, and the step between them. */
abstract class RegistrationScene {
  static final String SECRET = "wJalr-SECRET";
  static final String ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/ica-lab-reads-Ab1";
  static final String CONFIGURATION =
      RegistrationNames.of(new BucketName("lab-reads"), Optional.empty(), Optional.empty())
          .configuration();

  final RememberedIca ica = new RememberedIca();
  final InMemoryJournal journal = new InMemoryJournal();
  Optional<ConnectionKey> key = key("AKIA1");
  boolean hasApiKey = true;

  /** Whose the key in the secret is. */
  String keysOwner =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-reads";

  /** What this stack expects. */
  Optional<String> tenant = Optional.empty();

  static final String OURS = "our-tenant";
  final InMemoryTenant known = new InMemoryTenant();

  JsonNode connect() {
    return invoke(input("connect", "apply"));
  }

  JsonNode invoke(ObjectNode input) {
    var handler =
        new RegistrationHandler(
            Invocation.STACK,
            _ -> hasApiKey ? Optional.of(ica) : Optional.empty(),
            (_, _) -> key,
            _ -> keysOwner,
            journal,
            _ -> {},
            tenant,
            known);
    return Invocation.of(handler, input);
  }

  /** As the workflow sends it; the journal arrives as texts. */
  ObjectNode input(String goal, String mode) {
    var input =
        (ObjectNode)
            Json.parse(
                """
                {"request": {"bucket": "lab-reads", "prefix": "ica/"},
                 "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER",
                           "kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/k"},
                 "lease": {"owner": "execution-1", "fence": 7}}\
                """);
    input.put("goal", goal).withObject("/request").put("mode", mode);
    ObjectNode entries = input.putObject("journal");
    journal.entries().forEach((step, entry) -> entries.put(step, entry.toString()));
    return input;
  }

  static Optional<ConnectionKey> key(String id) {
    return keyOf(Optional.of("lab-reads"), id);
  }

  static Optional<ConnectionKey> keyOf(Optional<String> bucket, String id) {
    return Optional.of(new ConnectionKey(ARN, new AwsCredentials(id, SECRET), bucket));
  }

  static RuntimeException conflict() {
    return new IcaFailure.Conflict("POST /x", new Problem(409, "HTTP 409 the name is taken"));
  }
}
