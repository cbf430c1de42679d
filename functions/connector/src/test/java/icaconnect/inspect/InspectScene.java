package icaconnect.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Denial;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket, what is found of it, and what Inspect answers. */
abstract class InspectScene {
  static final String OWN_ROLES = "arn:aws:iam::111122223333:role/ica-connect/ica/*";

  static final BucketInspection PLAIN =
      new BucketInspection(
          "us-east-1",
          Versioning.NEVER,
          Optional.of("AES256"),
          Optional.empty(),
          false,
          Optional.of("BucketOwnerEnforced"),
          PublicAccess.BLOCKED,
          List.of(),
          false,
          false);

  static List<String> codes(StepInput input) {
    return inspect(PLAIN, input).at("/report/findings").findValuesAsText("code");
  }

  static Found denied(String reason, Optional<JsonNode> policy) {
    return new Found.Denied(
        Denial.of(
            "User: arn:aws:sts::111122223333:assumed-role/ica-InspectRole-0AB12cd3E/ica-inspect"
                + " is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::lab\" "
                + reason),
        policy,
        "us-east-1");
  }

  static JsonNode ask(Found found, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK, new Reading(found, Optional.empty()), Limits.CLOSED, OWN_ROLES),
        input.json());
  }

  static JsonNode inspect(BucketInspection bucket, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(new Found.Bucket(bucket), Optional.empty()),
            Limits.CLOSED,
            OWN_ROLES),
        input.json());
  }

  static BucketInspection in(String region) {
    return new BucketInspection(
        region,
        Versioning.NEVER,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        PublicAccess.BLOCKED,
        List.of(),
        false,
        false);
  }

  static BucketInspection bucket(
      String algorithm, List<String> destinations, List<Replication> replications) {
    return new BucketInspection(
        "us-east-1",
        Versioning.NEVER,
        Optional.of(algorithm),
        Optional.empty(),
        false,
        Optional.of("BucketOwnerEnforced"),
        PublicAccess.BLOCKED,
        List.of(),
        destinations,
        false,
        false,
        Optional.empty(),
        Optional.of(Map.of()),
        Optional.of(replications));
  }
}
