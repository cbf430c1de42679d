package icaconnect.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.client.Clients;
import icaconnect.bucketpolicy.BucketPolicyHandler;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.connection.Limits;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A thousand edits of somebody else between the requests of a connect and a disconnect, as the SDK
 * sends them. An edit that comes just before the write is the one that S3 lets nobody see.
 */
class EditsOnTheWireTest {
  private static final int TIMES = 1_000;
  private static final String ENDPOINT = "aws.endpointUrlS3";
  private static final OwnedBucket BUCKET =
      new OwnedBucket("lab-data", "us-east-1", Invocation.ACCOUNT);
  private static final String BEFORE =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::lab-data/*",
         "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111122223333:user/alice"]}}}]}
      """;

  private BusyBucket bucket;
  private S3BucketPolicy policies;

  @BeforeEach
  void start() throws IOException {
    bucket = new BusyBucket(BEFORE);
    System.setProperty(ENDPOINT, bucket.endpoint());
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "x"));
    policies = new S3BucketPolicy(new RegionalS3(new Clients(credentials)));
  }

  @AfterEach
  void stop() {
    System.clearProperty(ENDPOINT);
    bucket.close();
  }

  @Test
  void no_edit_is_lost_but_one_in_the_round_trip_before_the_write() {
    int unseen = 0;
    for (long seed = 0; seed < TIMES; seed++) {
      var random = new Random(seed);
      var journal = new InMemoryJournal();
      bucket.begin(BEFORE);
      // Read, read, write, read: and one that nobody waits for.
      int before = random.nextInt(5);
      // Half of them have read the policy before us.
      boolean stale = random.nextBoolean();
      bucket.edits(before, present -> withAnotherStatement(stale ? BEFORE : present));
      run("connect", journal);
      boolean overwritten = before == 2;
      assertThat(bucket.policy().contains("Theirs"))
          .as("seed %d: an edit before request %d", seed, before)
          .isEqualTo(before < 4 && !overwritten);
      assertThat(bucket.policy()).contains("federated-user/ica-lab-data");
      unseen += overwritten ? 1 : 0;

      String theirs = before < 4 && !overwritten ? withAnotherStatement(BEFORE) : BEFORE;
      bucket.edits(-1, policy -> policy);
      run("disconnect", journal);
      assertThat(CanonicalPolicy.sameDocument(Json.parse(bucket.policy()), Json.parse(theirs)))
          .isTrue();
    }
    assertThat(unseen).isBetween(TIMES / 10, TIMES / 3);
  }

  @Test
  void a_write_that_fails_is_sent_once_since_theirs_may_be_there_by_now() {
    bucket.failWrites(9);

    assertThatThrownBy(() -> policies.write(BUCKET, Optional.of(Json.parse(BEFORE))))
        .isInstanceOf(TryAgain.class);

    assertThat(bucket.requests()).containsExactly("PUT");
  }

  private static String withAnotherStatement(String policy) {
    ObjectNode edited = Json.parse(policy).deepCopy();
    edited
        .withArray("/Statement")
        .addObject()
        .put("Sid", "Theirs")
        .put("Effect", "Deny")
        .put("Principal", "*")
        .put("Action", "s3:PutBucketAcl")
        .put("Resource", "arn:aws:s3:::lab-data");
    return Json.write(edited);
  }

  private JsonNode run(String goal, InMemoryJournal journal) {
    ObjectNode input = Json.MAPPER.createObjectNode().put("goal", goal);
    input.putObject("request").put("bucket", "lab-data");
    input
        .putObject("facts")
        .put("exists", true)
        .put("region", "us-east-1")
        .put("versioning", "NEVER");
    input.putObject("lease").put("owner", "execution-1").put("fence", 1);
    ObjectNode entries = input.putObject("journal");
    journal.entries().forEach((step, entry) -> entries.put(step, Json.write(entry)));
    var handler =
        new BucketPolicyHandler(
            Invocation.STACK,
            policies,
            journal,
            Limits.CLOSED,
            OwnRoles.UNKNOWN,
            Rewritings.atOnce().rewriting(),
            Clock.systemUTC());
    return Invocation.of(handler, input);
  }
}
