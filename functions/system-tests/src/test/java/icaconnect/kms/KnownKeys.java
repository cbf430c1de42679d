package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.Request;
import icaconnect.step.Invocation;
import icaconnect.step.StepHandler;
import icaconnect.step.StepInput;
import java.time.Instant;
import java.util.List;

/** What S3 asks of KMS for a case of the corpus of key policies. */
public final class KnownKeys {
  private static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private KnownKeys() {}

  /**
   * @param differing a case.json
   */
  public static List<Request> requests(JsonNode differing) {
    var input =
        StepInput.connect("lab")
            .asking("prefix", "ica/")
            .withFact("kmsKeyArn", KEY)
            .withFact("userArn", "arn:aws:iam::111122223333:user/ica-connect/ica-lab");
    differing
        .path("request")
        .properties()
        .forEach(field -> input.asking(field.getKey(), field.getValue()));
    differing
        .path("facts")
        .properties()
        .forEach(field -> input.withFact(field.getKey(), field.getValue()));
    var step = StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
    return KeyRequests.of(step, KEY, Instant.parse("2026-11-25T12:00:00Z"));
  }
}
