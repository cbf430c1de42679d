package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Users, keys and secrets that remember, record the IAM action of each call, and can fail on
 * demand.
 */
public final class InMemoryCredentials implements AccessKeys, Secrets {
  public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Map<String, List<AccessKey>> users = new HashMap<>();
  private final Map<String, StoredCredential> secrets = new HashMap<>();
  private final Map<String, NewKey> values = new HashMap<>();
  private final Map<String, JsonNode> policies = new HashMap<>();
  private final List<String> actions = new ArrayList<>();
  private Optional<RuntimeException> storingFails = Optional.empty();
  private final Map<AccessKey, String> late = new HashMap<>();
  private int created;
  private int lost;
  private boolean appearsLate;
  private int policyReads;
  private int neighbourBeforeRead;

  public InMemoryCredentials withUser(String userName) {
    users.putIfAbsent(userName, new ArrayList<>());
    return this;
  }

  public InMemoryCredentials withKey(String userName, String id, Instant when) {
    withUser(userName);
    users.get(userName).add(new AccessKey(id, true, when));
    return this;
  }

  public InMemoryCredentials withSecretOf(String name, String bucket, String accessKeyId) {
    var tags = new HashMap<String, String>();
    if (!SecretNames.isEarlier(name)) {
      tags.put(Ours.INSTALLATION_TAG, Invocation.INSTALLATION.name());
    }
    tags.put(Ours.BUCKET_TAG, bucket);
    if (accessKeyId != null) {
      tags.put(StoredCredential.KEY_TAG, accessKeyId);
    }
    return withSecret(name, tags);
  }

  InMemoryCredentials withSecret(String name, Map<String, String> tags) {
    secrets.put(name, new StoredCredential(arn(name), tags, Optional.empty(), false, List.of()));
    return this;
  }

  /** Somebody has made it under a KMS key of theirs. */
  InMemoryCredentials underKey(String name, String key) {
    secrets.computeIfPresent(
        name,
        (_, secret) ->
            new StoredCredential(secret.arn(), secret.tags(), Optional.of(key), false, List.of()));
    return this;
  }

  /** Its policy, without a call of ours. */
  InMemoryCredentials withPolicy(String name, String policy) {
    policies.put(arn(name), Json.parse(policy));
    return this;
  }

  /** A disconnect, or somebody, has just deleted it. */
  InMemoryCredentials beingDeleted(String name) {
    secrets.computeIfPresent(
        name,
        (_, secret) ->
            new StoredCredential(secret.arn(), secret.tags(), secret.otherKey(), true, List.of()));
    return this;
  }

  /** Somebody has replicated it. */
  public InMemoryCredentials withReplicas(String name, List<String> regions) {
    secrets.computeIfPresent(
        name,
        (_, secret) ->
            new StoredCredential(
                secret.arn(),
                secret.tags(),
                secret.otherKey(),
                secret.scheduledForDeletion(),
                regions));
    return this;
  }

  public void failStoring(RuntimeException failure) {
    storingFails = Optional.ofNullable(failure);
  }

  public List<String> actions() {
    return actions;
  }

  public List<String> writes() {
    return actions.stream().filter(action -> !action.matches(".*:(List|Describe|Get).*")).toList();
  }

  public Optional<NewKey> stored(String name) {
    return Optional.ofNullable(values.get(arn(name)));
  }

  /** Somebody puts a policy of theirs on the secret just before the read after the next. */
  void neighbourBetweenPlanAndWrite() {
    neighbourBeforeRead = policyReads + 2;
  }

  /** The next keys are created, and nobody hears of it. */
  InMemoryCredentials losingAnswers(int times) {
    lost = times;
    return this;
  }

  /** Such keys are not listed yet. */
  InMemoryCredentials appearingLate() {
    appearsLate = true;
    return this;
  }

  void appear() {
    late.forEach((key, user) -> users.get(user).add(key));
    late.clear();
    appearsLate = false;
  }

  @Override
  public List<AccessKey> of(String userName) {
    actions.add("iam:ListAccessKeys");
    return List.copyOf(users.getOrDefault(userName, List.of()));
  }

  @Override
  public NewKey create(String userName) {
    actions.add("iam:CreateAccessKey");
    if (!users.containsKey(userName)) {
      throw new TryAgain("unknown user");
    }
    var key = new NewKey("AKIANEW" + ++created, "the-secret-half-" + created);
    var there = new AccessKey(key.accessKeyId(), true, NOW);
    if (lost == 0) {
      if (appearsLate) {
        late.put(there, userName);
      } else {
        users.get(userName).add(there);
      }
      return key;
    }
    lost--;
    late.put(there, userName);
    if (!appearsLate) {
      appear();
    }
    throw new AnswerLost(new IllegalStateException("connection reset"));
  }

  @Override
  public void delete(String userName, String accessKeyId) {
    actions.add("iam:DeleteAccessKey");
    users.getOrDefault(userName, new ArrayList<>()).removeIf(key -> key.id().equals(accessKeyId));
    late.keySet().removeIf(key -> key.id().equals(accessKeyId));
  }

  @Override
  public Optional<StoredCredential> describe(String name) {
    actions.add("secretsmanager:DescribeSecret");
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public Optional<JsonNode> policy(String arn) {
    actions.add("secretsmanager:GetResourcePolicy");
    if (++policyReads == neighbourBeforeRead) {
      policies.put(arn, Json.parse("{\"Statement\":[{\"Sid\":\"Theirs\"}]}"));
    }
    return Optional.ofNullable(policies.get(arn));
  }

  @Override
  public void guard(String arn, JsonNode policy) {
    actions.add("secretsmanager:PutResourcePolicy");
    policies.put(arn, policy);
  }

  @Override
  public String create(String name, Mark mark, String userName) {
    actions.add("secretsmanager:CreateSecret");
    actions.add("secretsmanager:TagResource");
    withSecret(name, mark.tags());
    return arn(name);
  }

  @Override
  public void put(String arn, String bucket, String userName, NewKey key) {
    actions.add("secretsmanager:PutSecretValue");
    actions.add("secretsmanager:TagResource");
    storingFails.ifPresent(failure -> {
      throw failure;
    });
    secrets.computeIfPresent(
        arn.substring(arn.lastIndexOf(':') + 1),
        (_, secret) -> {
          var tags = new HashMap<>(secret.tags());
          tags.put(StoredCredential.KEY_TAG, key.accessKeyId());
          return new StoredCredential(arn, tags, secret.otherKey(), false, List.of());
        });
    values.put(arn, key);
  }

  @Override
  public void delete(String arn) {
    actions.add("secretsmanager:DeleteSecret");
    secrets.values().removeIf(secret -> secret.arn().equals(arn));
    values.remove(arn);
    policies.remove(arn);
  }

  public static String arn(String name) {
    return "arn:aws:secretsmanager:us-east-1:111122223333:secret:" + name;
  }
}
