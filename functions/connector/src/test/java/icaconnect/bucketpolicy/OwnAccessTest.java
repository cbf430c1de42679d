package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that denies everybody but a few denies the functions that are to change it, too. */
class OwnAccessTest {
  private static final String PATTERN = "arn:aws:iam::111122223333:role/ica-connect/lab/*";
  private static final String ROLE = "arn:aws:iam::111122223333:role/ica-connect/lab/";
  private static final OwnRoles OWN =
      OwnRoles.of(
          PATTERN,
          "lab",
          Optional.of(ROLE + "Cors-1"),
          Optional.of(ROLE + "BucketPolicy-1"),
          Optional.of(ROLE + "Verify-1"));

  /** AWS's blog example of a bucket for one role and the root user. */
  private static final String ONLY_ADMIN =
      """
      {'Sid':'OnlyAdmin','Effect':'Deny','Principal':'*','Action':['ACTIONS'],
       'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*'],
       'Condition':{'ArnNotLike':{'aws:PrincipalArn':
         ['arn:aws:iam::111122223333:role/lab-admin','arn:aws:iam::111122223333:root'SPARED]}}}\
      """;

  private final InMemoryBucketPolicy s3 = new InMemoryBucketPolicy(Optional.empty());
  private final InMemoryJournal journal = new InMemoryJournal();

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply"})
  void a_write_that_the_policy_denies_is_refused_with_the_edit_before_anything_is_written(
      String mode) {
    stands("s3:*", "");

    assertThatThrownBy(() -> run(copying().with("mode", mode)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("POLICY_BLOCKS_APPLICATION: Statement \"OnlyAdmin\"")
        .hasMessageContainingAll(
            "s3:PutBucketPolicy",
            "this application's function lab-bucket-policy",
            "Add "
                + PATTERN
                + " to /Statement/0/Condition/ArnNotLike/aws:PrincipalArn, by somebody whom the"
                + " statement spares, or by the account's root user");
    assertThat(s3.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void with_that_edit_it_is_written() {
    stands("s3:*", ",'" + PATTERN + "'");

    assertThat(codes(run(copying()))).doesNotContain("POLICY_BLOCKS_APPLICATION");
    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy");
  }

  @Test
  void a_disconnect_that_must_write_is_refused_alike() {
    stands("s3:*", ",'" + PATTERN + "'");
    run(copying());
    var connected = s3.policy().orElseThrow().toString();
    s3.replace(
        Optional.of(Json.parse(connected.replace(PATTERN, "arn:aws:iam::111122223333:role/x"))));

    assertThatThrownBy(() -> run(StepInput.disconnect().journal(journal.entries())))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(PATTERN);
    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy");
  }

  /** The key is gone by then, so nothing is in a hurry: all is asked for at once. */
  @Test
  void a_disconnect_names_what_stops_the_cors_step_too() {
    stands("s3:PutBucketPolicy','s3:PutBucketCORS", ",'" + PATTERN + "'");
    run(copying());
    var connected = s3.policy().orElseThrow().toString();
    s3.replace(
        Optional.of(Json.parse(connected.replace(PATTERN, "arn:aws:iam::111122223333:role/x"))));

    assertThatThrownBy(() -> run(StepInput.disconnect().journal(journal.entries())))
        .hasMessageContainingAll("lab-cors", "s3:PutBucketCORS", "s3:PutBucketPolicy");
  }

  @Test
  void where_nothing_is_to_be_written_it_is_a_warning() {
    stands("s3:Put*Policy", "");

    JsonNode report = run(StepInput.connect().with("adoptExisting", true));

    assertThat(codes(report)).contains("POLICY_BLOCKS_APPLICATION");
    assertThat(s3.writes()).isEmpty();
  }

  @Test
  void names_the_function_that_merges_the_cors_rules() {
    stands("s3:PutBucketCORS", "");

    assertThat(message(run(copying())))
        .contains("denies s3:PutBucketCORS to this application's function lab-cors");
    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy");
  }

  private void stands(String actions, String spared) {
    s3.replace(
        Policies.policy(
            ONLY_ADMIN.replace("ACTIONS", actions).replace("SPARED", spared).replace('\'', '"')));
  }

  private static StepInput copying() {
    return StepInput.connect().with("adoptExisting", true).with("crossAccountCopy", true);
  }

  private JsonNode run(StepInput input) {
    var handler =
        new BucketPolicyHandler(
            Invocation.STACK,
            s3,
            journal,
            new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty()),
            OWN,
            Rewritings.atOnce().rewriting(),
            Clock.fixed(Planning.NOW, ZoneOffset.UTC));
    return Invocation.of(handler, input.json());
  }

  private static List<String> codes(JsonNode report) {
    return report.path("findings").findValuesAsText("code");
  }

  private static String message(JsonNode report) {
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("code").asText().equals("POLICY_BLOCKS_APPLICATION")) {
        return finding.path("message").asText();
      }
    }
    return "no such finding in " + report;
  }
}
