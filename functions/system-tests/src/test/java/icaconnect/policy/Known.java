package icaconnect.policy;

import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.step.AwsAccount;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Installation;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Connections of one bucket, and what our judge knows about their requests. */
public final class Known {
  public static final String ACCOUNT = "111122223333";
  public static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  public static final String KEY =
      "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private Known() {}

  /** The key that our judge takes this one for; both always have the same value. */
  public static String same(Request request, String key) {
    return request.sameAs(key);
  }

  /** What our judge takes a condition key for, which is in lower case. */
  public static Fact fact(Request request, String key) {
    return request.fact(key);
  }

  /**
   * All requests of a connection with copies across accounts and every permission.
   *
   * @param user somebody else's, who has no permissions boundary; without, the one that we create
   * @param key the bucket's default encryption, where it is SSE-KMS
   */
  public static IcaRequests requests(Optional<String> user, Optional<String> key, String prefix) {
    var request =
        Json.MAPPER
            .createObjectNode()
            .put("bucket", "lab-genomics")
            .put("userName", "illumina_ica_admin")
            .put("permissions", "extended")
            .put("crossAccountCopy", true);
    if (!prefix.isEmpty()) {
      request.put("prefix", prefix);
    }
    var bucket = BucketFacts.of("us-east-1", Versioning.ENABLED).under(key, false);
    return IcaRequests.of(
        new Step(
            Goal.CONNECT,
            Connection.parse(request),
            user.map(arn -> bucket.withUser(arn, Optional.empty(), Optional.empty(), false))
                .orElse(bucket),
            new Installation("ica-connect", new AwsAccount("aws", ACCOUNT, "us-east-1")),
            Optional.empty(),
            Map.of()),
        NOW);
  }
}
