package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InspectHandlerTest {
  private static final BucketInspection PLAIN =
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

  @Test
  void tells_the_other_steps_what_the_bucket_is() {
    var answer = inspect(PLAIN, StepInput.connect("lab").asking("prefix", "ica/"));

    assertThat(answer.at("/facts/exists").asBoolean()).isTrue();
    assertThat(answer.at("/facts/region").asText()).isEqualTo("us-east-1");
    assertThat(answer.at("/facts/versioning").asText()).isEqualTo("NEVER");
    assertThat(answer.at("/report/findings")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void finds_what_a_person_should_know(String code, BucketInspection bucket) {
    var answer =
        inspect(
            bucket,
            StepInput.connect("lab").asking("prefix", "ica/").asking("crossAccountCopy", true));

    assertThat(answer.at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo(code);
          assertThat(finding.path("message").asText()).endsWith(".");
          assertThat(finding.path("remedy").asText()).endsWith(".");
        });
  }

  static List<Object[]> finds_what_a_person_should_know() {
    var none = Optional.<String>empty();
    return List.of(
        finding(
            "NO_SEQUENCE_HUB",
            "ap-northeast-2",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of(),
            false,
            false),
        finding(
            "AWS_MANAGED_KEY",
            "us-east-1",
            "aws:kms",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of(),
            false,
            false),
        finding(
            "OBJECT_OWNERSHIP",
            "us-east-1",
            "AES256",
            none,
            "ObjectWriter",
            PublicAccess.BLOCKED,
            List.of(),
            false,
            false),
        finding(
            "PUBLIC_ACCESS",
            "us-east-1",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.PARTLY_BLOCKED,
            List.of(),
            false,
            false),
        finding(
            "NOTIFICATION_OVERLAP",
            "us-east-1",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of("ica/run/"),
            false,
            false),
        finding(
            "OBJECT_LOCK",
            "us-east-1",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of("other/"),
            true,
            false),
        finding(
            "REQUESTER_PAYS",
            "us-east-1",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of(),
            false,
            true));
  }

  @Test
  void says_that_the_whole_bucket_is_given_away() {
    assertThat(inspect(PLAIN, StepInput.connect("lab")).at("/report/findings/0/code").asText())
        .isEqualTo("ROOT_OF_BUCKET");
  }

  @Test
  void refuses_a_region_without_ica() {
    assertThatThrownBy(() -> inspect(in("sa-east-1"), StepInput.connect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("REGION_WITHOUT_ICA");
  }

  @Test
  void refuses_another_region_than_the_one_asked_for() {
    assertThatThrownBy(
            () -> inspect(PLAIN, StepInput.connect("lab").asking("icaRegion", "eu-west-2")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("REGION_MISMATCH");
  }

  @ParameterizedTest
  @CsvSource({"true,BUCKET_MISSING", "false,BUCKET_NOT_OURS"})
  void refuses_a_bucket_that_is_not_there_or_not_ours(boolean missing, String code) {
    var port = new Reading(missing ? new Found.Missing() : new Found.NotOwned(), Optional.empty());

    assertThatThrownBy(() ->
            Invocation.of(
                new InspectHandler(Invocation.STACK, port), StepInput.connect("lab").json()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(code)
        .hasMessageContaining("Remedy:");
  }

  @Test
  void lets_a_disconnect_go_on_without_its_bucket() {
    var port = new Reading(new Found.Missing(), Optional.of("arn:aws:iam::111122223333:user/x"));

    var answer =
        Invocation.of(
            new InspectHandler(Invocation.STACK, port), StepInput.disconnect("lab").json());

    assertThat(answer.at("/facts/exists").asBoolean(true)).isFalse();
    assertThat(answer.at("/report/findings/0/code").asText()).isEqualTo("BUCKET_GONE");
  }

  @Test
  void refuses_a_bad_request_before_it_reads_anything() {
    var input = StepInput.connect("lab").asking("prefix", "no-slash").json();

    assertThatThrownBy(() -> Invocation.of(new InspectHandler(Invocation.STACK, null), input))
        .isInstanceOf(InvalidRequest.class);
  }

  private static JsonNode inspect(BucketInspection bucket, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK, new Reading(new Found.Bucket(bucket), Optional.empty())),
        input.json());
  }

  private static BucketInspection in(String region) {
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

  private static Object[] finding(
      String code,
      String region,
      String algorithm,
      Optional<String> key,
      String ownership,
      PublicAccess access,
      List<String> notifications,
      boolean lock,
      boolean requesterPays) {
    return new Object[] {
      code,
      new BucketInspection(
          region,
          Versioning.ENABLED,
          Optional.of(algorithm),
          key,
          false,
          Optional.of(ownership),
          access,
          notifications,
          lock,
          requesterPays)
    };
  }

  private record Reading(Found found, Optional<String> user) implements InspectPort {
    @Override
    public Found bucket(String name, String account) {
      return found;
    }

    @Override
    public KeyFound key(String name, String region) {
      throw new AssertionError("no bucket here names a key");
    }

    @Override
    public Optional<String> userArn(String userName) {
      return user;
    }
  }
}
