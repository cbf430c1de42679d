package icaconnect.credential;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a secret whose key a step is about to use is this bucket's. Facts and journal are other
 * functions' words, and a request may name any user, so the step that has the power compares.
 */
public final class OwnSecret {
  private OwnSecret() {}

  /** The secret's name; refused where the user that was found is not this connection's. */
  public static String name(Step step) {
    step.facts()
        .userArn()
        .filter(arn -> !step.isUser(arn) || isOfAnother(step))
        .ifPresent(arn -> {
          throw new Refused(
              Code.NOT_OURS,
              "The user "
                  + arn
                  + " is not the one of the connection of "
                  + step.bucket()
                  + ", so its key is not used.",
              "Give another userName. Where the request names none, look who started this execution"
                  + " (CloudTrail: StartExecution, Invoke).");
        });
    return SecretNames.of(step);
  }

  /** An adopted user carries whatever tags people gave it. */
  private static boolean isOfAnother(Step step) {
    return !new ConnectionUser(step).isTheirs()
        && step.facts().userBucket().filter(bucket -> !bucket.equals(step.bucket())).isPresent();
  }

  /**
   * Refuses the key of another bucket.
   *
   * @param bucket that the secret's value names, as this application writes it
   */
  public static void refuseOthers(Step step, String secretName, Optional<String> bucket) {
    others(step, secretName, bucket)
        .ifPresent(why -> {
          throw new Refused(
              Code.SECRET_NOT_OURS,
              why,
              "Give another userName, or look who put the key there (CloudTrail: PutSecretValue),"
                  + " delete the secret, and connect again.");
        });
  }

  /** Why it is none of this bucket's; empty where it is its. */
  public static Optional<String> others(Step step, String secretName, Optional<String> bucket) {
    if (bucket.isPresent() ? bucket.get().equals(step.bucket()) : isNamed(step)) {
      return Optional.empty();
    }
    return Optional.of(
        "The key in the secret "
            + secretName
            + (bucket.isPresent()
                ? " is that of another bucket's connection"
                : " says of no bucket that it is its, and neither the bucket's name nor its record"
                    + " tells of the user "
                    + step.connection().userName())
            + ", so it is not used.");
  }

  /** A value that a person has written names no bucket; the user's name or the record does then. */
  private static boolean isNamed(Step step) {
    String name = step.connection().userName();
    return Connection.userName(Json.tree(Map.of("bucket", step.bucket()))).equals(name)
        || Stream.of(StepName.IAM, StepName.CREDENTIAL)
            .flatMap(entry -> step.journalled(entry).stream())
            .anyMatch(entry -> name.equals(entry.path("userName").textValue()));
  }
}
