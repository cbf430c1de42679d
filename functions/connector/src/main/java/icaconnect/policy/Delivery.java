package icaconnect.policy;

import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.known;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the own policy of a queue, topic or function, or of the key that it is encrypted with,
 * lets S3 deliver a bucket's events. S3 comes as a service, so nothing but that policy can let it
 * in; a key's grants could, and are not looked at.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
public sealed interface Delivery {
  /** In every world of what is unknown. */
  record LetIn() implements Delivery {}

  record Denied(Statement by) implements Delivery {}

  /** No statement allows it. */
  record NotAllowed() implements Delivery {}

  /**
   * @param keys what decides, and cannot be known
   */
  record Unsure(Set<String> keys) implements Delivery {}

  String S3 = "s3.amazonaws.com";

  /**
   * @param action by which S3 delivers, such as {@code sqs:SendMessage}
   * @param destination the ARN that the notification names
   * @param bucketArn the bucket's
   * @param account the bucket's
   * @param region of both
   */
  static Delivery of(
      JsonNode policy,
      String action,
      String destination,
      String bucketArn,
      String account,
      String region,
      Instant now) {
    var facts = new HashMap<String, Fact>();
    put(facts, "aws:SourceArn", known(bucketArn));
    put(facts, "aws:SourceAccount", known(account));
    return of(policy, action, destination, s3(facts, account, region, now));
  }

  /**
   * The same for the policy of the key that a queue or topic is encrypted with: S3 has to be let in
   * by both actions. What AWS does not say that S3's request brings along to a key is unknown, such
   * as the bucket's ARN and account, and through which service it comes.
   */
  static Delivery ofKey(
      JsonNode policy, String keyArn, String account, String region, Instant now) {
    var s3 = s3(Map.of(), account, region, now);
    return Stream.of("kms:GenerateDataKey", "kms:Decrypt")
        .map(action -> of(policy, action, keyArn, s3))
        .max(Comparator.comparingInt(Delivery::gravity))
        .orElseThrow();
  }

  private static int gravity(Delivery delivery) {
    return switch (delivery) {
      case LetIn() -> 0;
      case Unsure _ -> 1;
      case NotAllowed() -> 2;
      case Denied _ -> 3;
    };
  }

  private static Delivery of(JsonNode policy, String action, String resource, Principal s3) {
    var request = Request.of(s3, action, new Target.Exact(resource), Map.of());
    Verdict allowed = Verdict.DOES_NOT_APPLY;
    var keys = new TreeSet<String>();
    for (Statement statement : Statement.read(policy)) {
      Verdict verdict = statement.appliesTo(request);
      if (statement.denies()) {
        if (verdict.applies()) {
          return new Denied(statement);
        }
        if (verdict instanceof Verdict.DependsOn depends) {
          keys.addAll(depends.keys());
        }
      } else if (statement.allows()) {
        allowed = allowed.or(verdict);
      }
    }
    if (allowed.doesNotApply()) {
      return new NotAllowed();
    }
    if (allowed instanceof Verdict.DependsOn depends) {
      keys.addAll(depends.keys());
    }
    return keys.isEmpty() ? new LetIn() : new Unsure(keys);
  }

  /**
   * What a service's own request carries; what has no line is unknown, such as the deprecated
   * aws:SourceOwner of the policy that a new topic has.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  private static Principal s3(Map<String, Fact> more, String account, String region, Instant now) {
    var facts = new HashMap<>(more);
    put(facts, "aws:PrincipalIsAWSService", known("true"));
    put(facts, "aws:PrincipalServiceName", known(S3));
    put(facts, "aws:PrincipalServiceNamesList", PRESENT);
    put(facts, "aws:ResourceAccount", known(account));
    put(facts, "aws:RequestedRegion", known(region));
    put(facts, "aws:SecureTransport", known("true"));
    KnownAboutRequests.at(now).forEach((key, fact) -> put(facts, key, fact));
    return new Principal("S3", null, Set.of(S3), Set.of(S3), false, Map.copyOf(facts));
  }

  private static void put(Map<String, Fact> facts, String key, Fact fact) {
    facts.put(key.toLowerCase(Locale.ROOT), fact);
  }
}
