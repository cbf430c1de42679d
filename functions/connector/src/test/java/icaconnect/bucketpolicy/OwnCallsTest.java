package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.step.Step;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Before a CORS rule, a user or a key is made, the policy is asked whether all can be done. */
class OwnCallsTest {
  private static final String PATTERN = "arn:aws:iam::111122223333:role/ica-connect/lab/*";
  private static final String ROLE = "arn:aws:iam::111122223333:role/ica-connect/lab/";
  private static final OwnRoles OWN =
      OwnRoles.of(
          PATTERN,
          "lab",
          Optional.of(ROLE + "Cors-1"),
          Optional.of(ROLE + "BucketPolicy-1"),
          Optional.of(ROLE + "Verify-1"));
  private static final String EDIT =
      "Add " + PATTERN + " to /Statement/0/Condition/ArnNotLike/aws:PrincipalArn, by somebody whom";

  @Test
  void a_denied_write_of_cors_rules_is_refused_where_it_is_needed() {
    assertThatThrownBy(
            () -> judge(StepInput.connect(), Policies.policy(deny("Cors", "s3:PutBucketCORS"))))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith(
            "POLICY_BLOCKS_APPLICATION: Statement \"Cors\" (/Statement/0) denies s3:PutBucketCORS"
                + " to this application's function lab-cors.")
        .hasMessageContaining(EDIT);
  }

  @Test
  void a_write_of_cors_rules_that_is_not_needed_is_not_missed() {
    assertThatCode(() ->
            judge(
                StepInput.connect(),
                Policies.policy(deny("Cors", "s3:PutBucketCORS")),
                step -> false))
        .doesNotThrowAnyException();
  }

  @Test
  void a_denied_write_of_the_policy_is_refused_where_it_is_needed() {
    var closed = Policies.policy(deny("Closed", "s3:PutBucketPolicy"));

    assertThatThrownBy(() -> judge(StepInput.connect().with("crossAccountCopy", true), closed))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("denies s3:PutBucketPolicy")
        .hasMessageContaining(EDIT);
    assertThatCode(() -> judge(StepInput.connect(), closed)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetBucketCORS, lab-cors",
    "s3:GetBucketPolicy, lab-bucket-policy and this",
  })
  void what_every_connect_reads_is_always_needed(String action, String function) {
    assertThatThrownBy(
            () -> judge(StepInput.connect(), Policies.policy(deny("Look", action)), step -> false))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("denies " + action + " to this application's function " + function);
  }

  /** Whoever can edit the policy is not to be asked twice. */
  @Test
  void every_statement_is_named_with_its_edit() {
    var perhaps =
        deny("Network", "s3:Get*")
            .replace("ArnNotLike", "StringNotEquals")
            .replace("aws:PrincipalArn", "aws:SourceVpce")
            .replace("arn:aws:iam::111122223333:role/lab-admin", "vpce-1");
    var policy =
        Policies.policy(
            deny("Cors", "s3:PutBucketCORS")
                + ","
                + deny("Objects", "s3:GetObject")
                + ","
                + perhaps
                + ","
                + deny("Closed", "s3:PutBucketPolicy"));

    assertThatThrownBy(() -> judge(StepInput.connect().with("crossAccountCopy", true), policy))
        .isInstanceOf(Refused.class)
        .hasMessageContainingAll(
            "Statement \"Cors\" (/Statement/0) denies s3:PutBucketCORS to this application's function lab-cors. Statement \"Network\" (/Statement/2) may deny",
            "Statement \"Closed\" (/Statement/3) denies s3:PutBucketPolicy to this application's function lab-bucket-policy. Remedy: Add "
                + PATTERN
                + " to /Statement/0/Condition/ArnNotLike/aws:PrincipalArn, /Statement/2/Condition/ArnNotLike/aws:PrincipalArn and /Statement/3/Condition/ArnNotLike/aws:PrincipalArn, by somebody whom all of these statements spare, or by the account's root user")
        .message()
        .doesNotContain("Objects");
  }

  /** The step that wants to write says what it says today: nobody knows yet whether it must. */
  @ParameterizedTest
  @ValueSource(strings = {"s3:GetObject", "s3:DeleteBucketPolicy", "s3:DeleteBucket"})
  void what_no_step_asks_for_stops_none(String action) {
    assertThatCode(() -> judge(StepInput.connect(), Policies.policy(deny("Other", action))))
        .doesNotThrowAnyException();
  }

  @Test
  void a_perhaps_alone_is_no_refusal() {
    var perhaps =
        deny("Network", "s3:*")
            .replace("ArnNotLike", "StringNotEquals")
            .replace("aws:PrincipalArn", "aws:SourceVpce");

    assertThatCode(() -> judge(StepInput.connect(), Policies.policy(perhaps)))
        .doesNotThrowAnyException();
  }

  @Test
  void without_a_policy_nothing_is_denied() {
    assertThatCode(() -> judge(StepInput.connect(), Optional.empty())).doesNotThrowAnyException();
  }

  @Test
  void nothing_is_read_where_nobody_says_which_roles_there_are() {
    new OwnCalls(
            OwnRoles.UNKNOWN,
            bucket -> {
              throw new AssertionError("read");
            },
            step -> true,
            Limits.CLOSED,
            clock())
        .refuse(StepInput.connect().step());
  }

  private static void judge(StepInput input, Optional<JsonNode> policy) {
    judge(input, policy, step -> true);
  }

  private static void judge(
      StepInput input, Optional<JsonNode> policy, Predicate<Step> writesCors) {
    new OwnCalls(OWN, bucket -> policy, writesCors, Limits.CLOSED, clock()).refuse(input.step());
  }

  private static Clock clock() {
    return Clock.fixed(Planning.NOW, ZoneOffset.UTC);
  }

  private static String deny(String sid, String action) {
    return """
    {'Sid':'SID','Effect':'Deny','Principal':'*','Action':'ACTION',
     'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*'],
     'Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/lab-admin'}}}\
    """
        .replace("SID", sid)
        .replace("ACTION", action)
        .replace('\'', '"');
  }
}
