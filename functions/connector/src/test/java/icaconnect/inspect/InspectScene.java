package icaconnect.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Denial;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Optional;

/** A bucket, what is found of it, and what Inspect answers. */
abstract class InspectScene {
  static final String OWN_ROLES = "arn:aws:iam::111122223333:role/ica-connect/ica/*";

  static final BucketInspection PLAIN = InspectedBucket.with(_ -> {});

  static List<String> codes(StepInput input) {
    return inspect(PLAIN, input).at("/report/findings").findValuesAsText("code");
  }

  static BucketFound denied(String reason, Optional<JsonNode> policy) {
    return new BucketFound.Denied(
        Denial.of(
            "User: arn:aws:sts::111122223333:assumed-role/ica-InspectRole-0AB12cd3E/ica-inspect"
                + " is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::lab\" "
                + reason),
        policy,
        "us-east-1");
  }

  static JsonNode ask(BucketFound found, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK, new Reading(found, Optional.empty()), Limits.CLOSED, OWN_ROLES),
        input.json());
  }

  static JsonNode inspect(BucketInspection bucket, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(new BucketFound.Bucket(bucket), Optional.empty()),
            Limits.CLOSED,
            OWN_ROLES),
        input.json());
  }

  static BucketInspection in(String region) {
    return InspectedBucket.with(bucket -> {
      bucket.region = region;
      bucket.algorithm = Optional.empty();
      bucket.ownership = Optional.empty();
    });
  }

  static BucketInspection bucket(
      String algorithm, List<String> destinations, List<Replication> replications) {
    return InspectedBucket.with(bucket -> {
      bucket.algorithm = Optional.of(algorithm);
      bucket.destinations = destinations;
      bucket.replications = replications;
    });
  }
}
