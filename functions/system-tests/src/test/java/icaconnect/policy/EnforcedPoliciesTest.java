package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Puts generated policies on real buckets of an emulator that enforces them, and lets a user and
 * its federated session put, get, list and delete: our verdict and the answer agree, or the
 * difference is one that {@link KnownDifference} lists, with AWS's documentation as the judge.
 */
class EnforcedPoliciesTest {
  static final String USER_NAME = "illumina_ica_admin";
  private static final int POLICIES = 320;
  private static final long SEED = 20_260_101;
  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
      """;

  private static EnforcingServer server;
  private static String account;
  private static String userId;
  private static AwsCredentials user;
  private static AwsCredentials session;

  /** One of the two callers. */
  private record Caller(S3Client s3, Principal principal, boolean session) {}

  /** What a caller tries, and what it needs for that. */
  private record Attempt(String action, String key, Call call) {}

  private interface Call {
    void on(S3Client s3, String bucket);
  }

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(
              "s3:PutObject",
              "runs/new",
              (s3, bucket) ->
                  s3.putObject(
                      put -> put.bucket(bucket).key("runs/new"), RequestBody.fromString("x"))),
          new Attempt(
              "s3:GetObject",
              "runs/1.bam",
              (s3, bucket) -> s3.getObjectAsBytes(get -> get.bucket(bucket).key("runs/1.bam"))),
          new Attempt(
              "s3:ListBucket", null, (s3, bucket) -> s3.listObjectsV2(list -> list.bucket(bucket))),
          new Attempt(
              "s3:DeleteObject",
              "runs/never-there",
              (s3, bucket) ->
                  s3.deleteObject(delete -> delete.bucket(bucket).key("runs/never-there"))));

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = EnforcingServer.start();
    var root = AwsBasicCredentials.create("test", "test");
    try (var iam = server.as(root, IamClient.builder())) {
      var created = iam.createUser(request -> request.userName(USER_NAME)).user();
      account = created.arn().split(":")[4];
      userId = created.userId();
      iam.putUserPolicy(
          request -> request.userName(USER_NAME).policyName("all").policyDocument(EVERYTHING));
      var key = iam.createAccessKey(request -> request.userName(USER_NAME)).accessKey();
      user = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
    try (var sts = server.as(user, StsClient.builder())) {
      var token =
          sts.getFederationToken(request -> request.name(USER_NAME).policy(EVERYTHING))
              .credentials();
      session =
          AwsSessionCredentials.create(
              token.accessKeyId(), token.secretAccessKey(), token.sessionToken());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void our_verdicts_are_what_an_enforcing_server_does() {
    var random = new Random(SEED);
    var explained = new EnumMap<KnownDifference, Integer>(KnownDifference.class);
    var unexplained = new ArrayList<String>();
    int denied = 0;
    int judged = 0;
    try (var root = s3(AwsBasicCredentials.create("test", "test"));
        var asUser = s3(user);
        var asSession = s3(session)) {
      boolean tls = seesTls(root, asUser);
      var callers =
          List.of(
              new Caller(asUser, principal(false, tls), false),
              new Caller(asSession, principal(true, tls), true));
      for (int i = 0; i < POLICIES; i++) {
        String bucket = "lab-genomics-" + i;
        JsonNode policy = policyFor(bucket, random);
        bucket(root, bucket, policy);
        for (Caller caller : callers) {
          for (Attempt attempt : ATTEMPTS) {
            boolean refused = refuses(caller, attempt, bucket);
            judged++;
            denied += refused ? 1 : 0;
            if (denies(policy, caller, attempt, bucket, Set.of()) != refused) {
              var why = explanation(policy, caller, attempt, bucket, refused);
              why.forEach(difference -> explained.merge(difference, 1, Integer::sum));
              if (why.isEmpty()) {
                unexplained.add(
                    attempt.action()
                        + (caller.session() ? " of the session" : " of the user")
                        + (refused ? " was refused: " : " was allowed: ")
                        + policy);
              }
            }
          }
        }
      }
    }
    System.out.printf(
        "%d policies, %d requests, %d refused; differences: %s%n",
        POLICIES, judged, denied, explained);
    assertThat(unexplained).isEmpty();
    assertThat(denied).as("requests that are refused").isBetween(judged / 20, judged / 2);
  }

  /** The fewest known differences that make our verdict the server's. */
  private static Set<KnownDifference> explanation(
      JsonNode policy, Caller caller, Attempt attempt, String bucket, boolean refused) {
    for (KnownDifference one : KnownDifference.values()) {
      if (denies(policy, caller, attempt, bucket, Set.of(one)) == refused) {
        return EnumSet.of(one);
      }
    }
    var all = EnumSet.allOf(KnownDifference.class);
    return denies(policy, caller, attempt, bucket, all) == refused ? all : Set.of();
  }

  private static boolean denies(
      JsonNode policy,
      Caller caller,
      Attempt attempt,
      String bucket,
      Set<KnownDifference> differences) {
    String arn = "arn:aws:s3:::" + bucket + (attempt.key() == null ? "" : "/" + attempt.key());
    var request = Request.of(caller.principal(), attempt.action(), new Target.Exact(arn), Map.of());
    for (Statement statement : Statement.read(policy)) {
      JsonNode json = statement.json();
      for (KnownDifference difference : differences) {
        json =
            json == null || !difference.concerns(caller.session())
                ? json
                : difference.rewrite(json);
      }
      if (statement.denies() && json != null) {
        Verdict verdict = statement.with(json).appliesTo(request);
        assertThat(verdict)
            .as("everything is known about %s", json)
            .isNotInstanceOf(Verdict.DependsOn.class);
        if (verdict == Verdict.APPLIES) {
          return true;
        }
      }
    }
    return false;
  }

  private static JsonNode policyFor(String bucket, Random random) {
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    var statements = policy.putArray("Statement");
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      statements.add(GeneratedPolicies.statement(random));
    }
    return Json.parse(
        policy.toString().replace("lab-genomics", bucket).replace("111122223333", account));
  }

  private static void bucket(S3Client root, String bucket, JsonNode policy) {
    root.createBucket(create -> create.bucket(bucket));
    root.putObject(put -> put.bucket(bucket).key("runs/1.bam"), RequestBody.fromString("x"));
    assertThat(isBlockedAsPublic(root, bucket, policy))
        .as("%s counts as public", policy)
        .isEqualTo(PublicAccess.in(policy).isPresent());
  }

  /** A new bucket takes no public policy; it gets this one all the same. */
  private static boolean isBlockedAsPublic(S3Client root, String bucket, JsonNode policy) {
    try {
      root.putBucketPolicy(put -> put.bucket(bucket).policy(policy.toString()));
      return false;
    } catch (S3Exception e) {
      assertThat(e.getMessage()).contains("BlockPublicPolicy");
      root.deletePublicAccessBlock(delete -> delete.bucket(bucket));
      root.putBucketPolicy(put -> put.bucket(bucket).policy(policy.toString()));
      return true;
    }
  }

  private static boolean refuses(Caller caller, Attempt attempt, String bucket) {
    try {
      attempt.call().on(caller.s3(), bucket);
      return false;
    } catch (S3Exception e) {
      assertThat(e.statusCode()).as(e.getMessage()).isEqualTo(403);
      return true;
    }
  }

  /** Whether requests count as made over TLS there, which they are not. */
  private static boolean seesTls(S3Client root, S3Client asUser) {
    bucket(
        root,
        "tls-only",
        Json.parse(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",
             "Resource":"arn:aws:s3:::tls-only/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
            """));
    return !refuses(new Caller(asUser, null, false), ATTEMPTS.get(1), "tls-only");
  }

  /** What the server knows of a caller; what it does not know it counts as absent. */
  private static Principal principal(boolean isSession, boolean tls) {
    String userArn = "arn:aws:iam::" + account + ":user/" + USER_NAME;
    String arn = isSession ? "arn:aws:sts::" + account + ":federated-user/" + USER_NAME : userArn;
    var facts = new HashMap<String, Fact>();
    for (String key :
        List.of(
            "aws:SourceVpce",
            "aws:SourceVpc",
            "aws:PrincipalOrgID",
            "s3:TlsVersion",
            "s3:x-amz-server-side-encryption",
            "aws:username",
            "aws:TokenIssueTime",
            "aws:MultiFactorAuthPresent")) {
      facts.put(key.toLowerCase(Locale.ROOT), Fact.ABSENT);
    }
    facts.put("aws:principalarn", Fact.known(arn));
    facts.put("aws:principalaccount", Fact.known(account));
    facts.put("aws:securetransport", Fact.known(Boolean.toString(tls)));
    facts.put("aws:sourceip", Fact.known("127.0.0.1"));
    facts.put("aws:currenttime", Fact.known(Instant.now().toString()));
    if (isSession) {
      facts.put("aws:userid", Fact.known(account + ":" + USER_NAME));
      facts.put("aws:multifactorauthpresent", Fact.known("false"));
      facts.put("aws:tokenissuetime", Fact.known(Instant.now().toString()));
    } else {
      facts.put("aws:userid", Fact.known(userId));
      facts.put("aws:username", Fact.known(USER_NAME));
    }
    var names = isSession ? Set.of(account, userArn, arn) : Set.of(account, userArn);
    return new Principal(arn, arn, names, names, false, facts);
  }

  private static S3Client s3(AwsCredentials credentials) {
    return server.as(credentials, S3Client.builder().forcePathStyle(true));
  }
}
