package icaconnect.audit;

import static icaconnect.step.Invocation.ACCOUNT;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Secrets, users and policies of an account. */
final class InMemoryTraces implements Traces {
  private static final String ARN = "arn:aws:iam::" + ACCOUNT;

  final List<MarkedSecret> secrets = new ArrayList<>();
  final Map<String, TracedUser> users = new TreeMap<>();
  final Map<String, TracedPolicy> policies = new TreeMap<>();
  final Set<String> denied = new HashSet<>();

  /** How many secrets are listed before the list breaks off. */
  int listed = Integer.MAX_VALUE;

  static Map<String, String> marks(String bucket) {
    return Map.of(
        "ica-connect:bucket", bucket, "ica-connect:installation", "ica-connect/us-east-1");
  }

  /** What this stack makes of a bucket. */
  InMemoryTraces connected(String bucket, String user) {
    return secret("ica-connect/ica-connect/" + user, marks(bucket))
        .user("/ica-connect/ica-connect/us-east-1/", user, marks(bucket), true);
  }

  InMemoryTraces secret(String name, Map<String, String> tags) {
    secrets.add(new MarkedSecret(name, tags, false));
    return this;
  }

  InMemoryTraces user(String path, String name, Map<String, String> tags, boolean bounded) {
    String arn = ARN + ":user" + path + name;
    users.put(name, new TracedUser(name, arn, path, tags, bounded));
    return this;
  }

  InMemoryTraces policy(String name, Map<String, String> tags, String document) {
    policies.put(ARN + ":policy/ica-connect/" + name, new TracedPolicy(tags, Json.parse(document)));
    return this;
  }

  static JsonNode allows(String actions, String resource) {
    return Json.parse(
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [%s], "Resource": "%s"}]}
        """
            .formatted(actions, resource));
  }

  @Override
  public Iterator<MarkedSecret> secrets() {
    var all = List.copyOf(secrets).iterator();
    var given = new AtomicInteger();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (given.get() == listed) {
          throw new NotSeen("Secrets Manager denies it", new IllegalStateException());
        }
        return all.hasNext();
      }

      @Override
      public MarkedSecret next() {
        given.incrementAndGet();
        return all.next();
      }
    };
  }

  @Override
  public Optional<TracedUser> user(String name) {
    if (denied.contains(name)) {
      throw new NotSeen("IAM denies it", new IllegalStateException());
    }
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public Optional<TracedPolicy> policy(String arn) {
    return Optional.ofNullable(policies.get(arn));
  }
}
