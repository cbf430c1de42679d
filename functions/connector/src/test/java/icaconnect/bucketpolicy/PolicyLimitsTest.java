package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.Policies.vendorsAllow;
import static icaconnect.bucketpolicy.StepInput.ROLE;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.code.Code;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one thing ends and another begins. */
class PolicyLimitsTest {
  private final StepInput copying = StepInput.connect().with("crossAccountCopy", true);

  @Test
  void a_policy_of_exactly_20_kilobytes_is_written_and_no_byte_more() {
    int room = BucketPolicyPlanner.MAX_BYTES - written(filled(0)).toString().length();

    assertThat(written(filled(room)).toString()).hasSize(BucketPolicyPlanner.MAX_BYTES);
    assertThatThrownBy(() -> written(filled(room + 7)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("would have 20487 bytes, and S3 takes at most 20480")
        .hasMessageContaining("to free 7 bytes");
  }

  @Test
  void little_room_is_said_while_there_is_some() {
    var step = copying.step();
    int room = BucketPolicyPlanner.MAX_BYTES - written(filled(0)).toString().length();

    assertThat(Planning.connect(step, filled(room - 2_048)).findings())
        .extracting(Finding::message)
        .contains(
            "The bucket policy has 18432 of at most 20480 bytes, so 2048 are left for whatever comes next.");
    assertThat(Planning.connect(step, filled(room - 2_049)).findings())
        .extracting(Finding::code)
        .doesNotContain(Code.DOCUMENT_NEARLY_FULL);
  }

  /** S3 has taken it once; what does not grow may change. */
  @Test
  void a_policy_that_is_too_large_already_may_change_without_growing() {
    var large = TLS_ONLY.replace("TlsOnly", "x".repeat(BucketPolicyPlanner.MAX_BYTES));
    var narrow = Planning.connect(copying.with("prefix", "a/").step(), policy(TLS_ONLY));
    var ours = narrow.after().orElseThrow().at("/Statement/1").toString();

    var plan = Planning.connect(copying.with("prefix", "b/").step(), policy(large, ours));

    assertThat(plan).isInstanceOf(Put.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'Statement':['x']}", "{'Statement':[{'Principal':7}]}"})
  void a_policy_of_another_form_is_refused_on_both_ways(String text) {
    var odd = Optional.of(json(text));

    assertThatThrownBy(() -> Planning.connect(StepInput.connect().step(), odd))
        .hasMessageStartingWith("POLICY_UNREADABLE");
    assertThatThrownBy(() -> Planning.disconnect(StepInput.disconnect().step(), odd))
        .hasMessageStartingWith("POLICY_UNREADABLE");
  }

  @Test
  void a_pasted_statement_is_enough_where_it_grants_at_least_what_we_would() {
    String pasted = vendorsAllow(ROLE);

    assertThat(
            pastedFor(
                "runs/", pasted.replace("'s3:GetObject'", "'s3:GetObject','s3:GetBucketLocation'")))
        .isInstanceOf(Keep.class);
    assertThat(pastedFor("runs/", pasted.replace("lab-genomics/*", "lab-genomics/runs/*")))
        .isInstanceOf(Keep.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab-genomics/*|lab-genomics/raw/*",
        "'arn:aws:s3:::lab-genomics',|",
        "'s3:GetObject'|'s3:GetObjectAcl'",
        "'Effect':'Allow'|'Effect':'Deny'",
        "'Effect':'Allow'|'Condition':{'Bool':{'aws:SecureTransport':true}},'Effect':'Allow'",
        "Allow cross account access|Somebody pasted this",
      })
  void a_pasted_statement_that_grants_less_stays_and_ours_stands_beside_it(String edit) {
    String[] parts = edit.split("\\|", -1);
    String pasted =
        vendorsAllow(ROLE)
            .replace("'s3:GetObject'", "'s3:GetObject','s3:GetBucketLocation'")
            .replace(parts[0], parts[1]);

    assertThat(pastedFor("runs/", pasted).after().orElseThrow().path("Statement")).hasSize(2);
  }

  @Test
  void a_long_statement_that_names_ICA_is_shown_in_part() {
    String naming = "{'Sid':'SID','Effect':'Deny','NotPrincipal':{'AWS':'" + SESSION + "'}}";
    int around = json(naming).toString().length() - "SID".length();

    assertThat(left(naming.replace("SID", "s".repeat(600 - around)))).endsWith("\"}}");
    assertThat(left(naming.replace("SID", "s".repeat(601 - around)))).endsWith("\"}…");
  }

  /** Somebody else's session may be named by the same text in a longer one. */
  @Test
  void only_the_connections_own_principals_are_said_to_be_left() {
    assertThat(
            leftOf("{'Effect':'Deny','NotPrincipal':{'AWS':['" + USER + "x','" + SESSION + "x']}}"))
        .isEmpty();
  }

  private static String left(String statement) {
    return leftOf(statement).getFirst().message();
  }

  private static List<Finding> leftOf(String statement) {
    var recorded = StepInput.disconnect().journal(JournalEntry.NONE);
    return LeftExemptions.in(policy(statement), recorded.step(), JournalEntry.NONE, Limits.CLOSED);
  }

  private BucketPolicyPlan pastedFor(String prefix, String pasted) {
    return Planning.connect(copying.with("prefix", prefix).step(), policy(pasted));
  }

  private JsonNode written(Optional<JsonNode> policy) {
    return ((Put) Planning.connect(copying.step(), policy)).document();
  }

  private static Optional<JsonNode> filled(int characters) {
    return policy(TLS_ONLY.replace("TlsOnly", "x".repeat(15_000 + characters)));
  }
}
