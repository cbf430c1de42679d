package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import icaconnect.workflow.LabBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

@OnMiniStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BystandersTest {
  private static final String KEY = "reads.bam";
  private static final String COPIES = "\"crossAccountCopy\": true, \"permissions\": \"extended\"";

  private final MiniStack miniStack;
  private final Laboratory lab;
  private final Federation federation;
  private List<Visitor> bystanders;
  private AwsCredentials scientist;

  BystandersTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
    federation = new Federation(miniStack);
  }

  @BeforeAll
  void who_stands_by() {
    scientist = federation.userWho("scientist", "s3:*", "sts:GetFederationToken");
    bystanders =
        List.of(
            Visitor.anonymous(miniStack),
            Visitor.of("a user without permissions", miniStack, federation.userWho("visitor")),
            Visitor.of("a user with all of S3", miniStack, scientist),
            Visitor.of(
                "a session of that user", miniStack, federation.session(scientist, "scientist")));
  }

  static Stream<Path> policies() throws IOException {
    return Files.list(Checkout.file("functions/system-tests/src/test/resources/enforced/policies"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void gain_and_lose_nothing_by_a_connect_or_a_disconnect(Path policy) throws IOException {
    LabBucket bucket = bucketWith(policy);
    var before = allowed(bucket);

    lab.connect(bucket, COPIES);
    assertThat(allowed(bucket)).isEqualTo(before);

    lab.disconnect(bucket);
    assertThat(allowed(bucket)).isEqualTo(before);
  }

  static Stream<Path> corpus() throws IOException {
    return Files.list(Checkout.file("functions/connector/src/test/resources/bucketpolicy"))
        .map(folder -> folder.resolve("before.json"))
        .filter(Files::exists)
        .sorted();
  }

  /**
   * Where the step refuses, or the policy denies even its role, nothing may have changed either.
   */
  @ParameterizedTest
  @MethodSource("corpus")
  void gain_nothing_by_what_becomes_of_any_policy_of_the_corpus(Path policy) throws IOException {
    LabBucket bucket = bucketWith(policy);
    var before = allowed(bucket);

    for (String goal : List.of("connect", "disconnect")) {
      try {
        lab.application.step(goal, Laboratory.request(bucket, COPIES), "BucketPolicyFunction");
      } catch (FunctionFailed e) {
        assertThat(e).hasMessageNotContaining("NullPointer").hasMessageNotContaining("ClassCast");
      }
      assertThat(allowed(bucket)).as("after %s", goal).isEqualTo(before);
    }
  }

  /**
   * The vendor asks for an exemption of the session's ARN, and that ARN does not say who opened it:
   * see docs/threat-model.md. Such a session still needs an Allow of its own.
   */
  @Test
  void who_may_open_sessions_under_ICAs_name_shares_its_exemption_and_nothing_else()
      throws IOException {
    LabBucket bucket =
        bucketWith(
            policies()
                .filter(path -> path.endsWith("denies-all-but-some-principals.json"))
                .findFirst()
                .orElseThrow());
    lab.connect(bucket);
    String name = "ica-" + bucket.name();

    var withAllOfS3 =
        Visitor.of(
            "the scientist under ICA's name", miniStack, federation.session(scientist, name));
    var withNothing =
        Visitor.of(
            "somebody under ICA's name",
            miniStack,
            federation.session(federation.userWho("clerk", "sts:GetFederationToken"), name));

    assertThat(withAllOfS3.can(bucket.name(), KEY)).isEqualTo(Visitor.EVERYTHING);
    assertThat(withNothing.can(bucket.name(), KEY)).isEmpty();
  }

  private LabBucket bucketWith(Path policy) throws IOException {
    LabBucket bucket = lab.bucket();
    lab.s3.deletePublicAccessBlock(r -> r.bucket(bucket.name()));
    lab.s3.putObject(r -> r.bucket(bucket.name()).key(KEY), RequestBody.fromString("reads"));
    return bucket.withPolicy(
        Files.readString(policy)
            .replace("BUCKET", bucket.name())
            .replace("lab-genomics", bucket.name())
            .replace("111122223333", Template.ACCOUNT));
  }

  private Map<String, Set<String>> allowed(LabBucket bucket) {
    return bystanders.stream()
        .collect(Collectors.toMap(Visitor::name, visitor -> visitor.can(bucket.name(), KEY)));
  }
}
