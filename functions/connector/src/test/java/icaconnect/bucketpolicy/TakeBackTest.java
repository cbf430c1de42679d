package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.failure.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeBackTest {
  private final Put connected = connect(StepInput.connect(), policy(VENDORS_DENY));

  @Test
  void a_lone_value_becomes_a_list_and_a_lone_value_again() {
    String lone =
        VENDORS_DENY.replace(
            "['arn:aws:iam::111122223333:user/alice']", "'arn:aws:iam::444455556666:user/alice'");
    var put = connect(StepInput.connect(), policy(lone));

    assertThat(put.document().at("/Statement/0/Condition/ArnNotLike/aws:PrincipalArn")).hasSize(3);
    assertThat(disconnect(put.entry(), put.after())).isEqualTo(policy(lone));
  }

  @Test
  void s3_may_reorder_lists_and_the_exact_former_json_still_returns() {
    String reordered =
        VENDORS_DENY.replace(
            "['arn:aws:iam::111122223333:user/alice']",
            "['" + SESSION + "','arn:aws:iam::111122223333:user/alice','" + USER + "']");

    assertThat(disconnect(connected.entry(), policy(reordered))).isEqualTo(policy(VENDORS_DENY));
    assertThat(
            Planning.connect(
                StepInput.connect().journal(connected.entry()).step(), policy(reordered)))
        .isInstanceOf(Keep.class);
  }

  @Test
  void what_others_added_in_between_stays() {
    JsonNode edited =
        json(connected.document().toString().replace("user/alice\"", "user/alice\",\"arn:x:bob\""));

    assertThat(disconnect(connected.entry(), Optional.of(edited)).orElseThrow())
        .isEqualTo(
            policy(VENDORS_DENY.replace("user/alice'", "user/alice','arn:x:bob'")).orElseThrow());
  }

  @Test
  void a_statement_that_others_moved_is_found() {
    var moved = policy(TLS_ONLY, connected.document().at("/Statement/0").toString());

    assertThat(disconnect(connected.entry(), moved)).isEqualTo(policy(TLS_ONLY, VENDORS_DENY));
  }

  @Test
  void a_statement_that_others_deleted_is_not_missed() {
    assertThat(disconnect(connected.entry(), policy(TLS_ONLY))).isEqualTo(policy(TLS_ONLY));
  }

  @Test
  void principals_that_theirs_listed_before_us_are_not_ours() {
    var exempt = policy(VENDORS_DENY.replace("user/alice'", "user/alice','" + USER + "'"));
    var put = connect(StepInput.connect(), exempt);

    assertThat(put.entry().exemptions().getFirst().added().getFirst().values())
        .containsExactly(SESSION);
    assertThat(disconnect(put.entry(), put.after())).isEqualTo(exempt);
  }

  @Test
  void a_later_connect_does_not_forget_what_an_earlier_one_added() {
    String second =
        VENDORS_DENY.replace("'Effect'", "'Sid':'Later','Effect'").replace("alice", "carol");
    var grown = policy(connected.document().at("/Statement/0").toString(), second);
    var put = connect(StepInput.connect().journal(connected.entry()), grown);

    assertThat(disconnect(put.entry(), put.after())).isEqualTo(policy(VENDORS_DENY, second));
  }

  @Test
  void another_user_name_replaces_the_first() {
    var renamed =
        StepInput.connect()
            .with("userName", "ica2")
            .facts(StepInput.newUser())
            .journal(connected.entry());
    var put = connect(renamed, connected.after());

    assertThat(put.document().toString()).contains("federated-user/ica2").doesNotContain(SESSION);
    assertThat(disconnect(put.entry(), put.after())).isEqualTo(policy(VENDORS_DENY));
    assertThat(disconnect(put.entry(), connected.after()))
        .describedAs("the journal was written, the policy was not")
        .isEqualTo(policy(VENDORS_DENY));
  }

  @Test
  void a_policy_that_would_exceed_20_kilobytes_is_refused() {
    var full = policy(TLS_ONLY.replace("TlsOnly", "x".repeat(19_950)), VENDORS_DENY);

    assertThatThrownBy(() -> connect(StepInput.connect(), full))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("POLICY_TOO_LARGE")
        .hasMessageContaining("Remedy");
  }

  /** After us both read the same, and nobody can tell which of them has gone. */
  @Test
  void of_two_statements_that_read_the_same_the_last_one_standing_is_theirs() {
    String naming =
        VENDORS_DENY.replace("user/alice'", "user/alice','" + USER + "','" + SESSION + "'");
    var put = connect(StepInput.connect(), policy(VENDORS_DENY, naming));

    assertThat(put.document().at("/Statement/0")).isEqualTo(put.document().at("/Statement/1"));
    assertThat(disconnect(put.entry(), policy(naming))).isEqualTo(policy(naming));
    assertThat(disconnect(put.entry(), policy(naming, TLS_ONLY)))
        .isEqualTo(policy(naming, TLS_ONLY));
    assertThat(disconnect(put.entry(), put.after())).isEqualTo(policy(VENDORS_DENY, naming));
  }

  /** Ours is gone, and theirs, edited, stands where ours stood and has all that we added. */
  @Test
  void what_theirs_named_before_us_is_not_taken_out_of_it_when_it_is_edited() {
    String naming =
        "{'Effect':'Deny','Principal':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':['"
            + USER
            + "','"
            + SESSION
            + "']}},'Action':'s3:Get*','Resource':'*'}";
    String ours =
        "{'Effect':'Deny','Principal':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::111122223333:user/alice']}},'Action':'s3:Put*','Resource':'*'}";
    var put = connect(StepInput.connect(), policy(ours, naming));
    String edited = naming.replace("'s3:Get*'", "['s3:Get*','s3:PutObjectAcl']");

    assertThat(put.document().at("/Statement/0/Condition/ArnNotLike/aws:PrincipalArn")).hasSize(3);
    assertThat(disconnect(put.entry(), policy(edited))).isEqualTo(policy(edited));
  }

  /** The other way about, what was edited still shares more with the statement we left. */
  @Test
  void ours_is_taken_out_of_an_edited_statement_though_theirs_that_is_gone_was_like_it() {
    String naming =
        "{'Effect':'Deny','Principal':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':['"
            + USER
            + "','"
            + SESSION
            + "']}},'Action':'s3:Get*','Resource':'*'}";
    String ours =
        "{'Effect':'Deny','Principal':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::111122223333:user/alice']}},'Action':'s3:Put*','Resource':'*'}";
    var put = connect(StepInput.connect(), policy(naming, ours));
    String left = put.document().at("/Statement/1").toString();
    String edited = left.replace("\"s3:Put*\"", "[\"s3:Put*\",\"s3:PutObjectAcl\"]");

    assertThat(disconnect(put.entry(), policy(edited)).orElseThrow().toString())
        .doesNotContain(USER, SESSION);
  }

  @Test
  void of_two_statements_that_read_the_same_ours_is_the_one_in_its_place() {
    String naming =
        VENDORS_DENY.replace("user/alice'", "user/alice','" + USER + "','" + SESSION + "'");
    var put = connect(StepInput.connect(), policy(naming, VENDORS_DENY));

    assertThat(disconnect(put.entry(), put.after())).isEqualTo(policy(naming, VENDORS_DENY));
  }

  private static final String GUARD = VENDORS_DENY.replace("'Effect'", "'Sid':'Guard','Effect'");

  @Test
  void a_statement_with_the_same_sid_is_ours_whatever_else_others_made_of_it() {
    var edited = elsewhere(left(GUARD));

    assertThat(disconnect(connect(StepInput.connect(), policy(GUARD)).entry(), policy(edited)))
        .isEqualTo(policy(elsewhere(GUARD)));
  }

  @Test
  void a_statement_that_kept_a_part_of_ours_and_little_else_is_left_to_people() {
    var edited = elsewhere(left(GUARD)).replace(",\"" + SESSION + "\"", "");

    assertThat(disconnect(connect(StepInput.connect(), policy(GUARD)).entry(), policy(edited)))
        .isEqualTo(policy(edited));
  }

  @Test
  void a_statement_that_kept_a_part_of_ours_and_most_else_loses_that_part() {
    String edited =
        left(VENDORS_DENY).replace(",\"" + SESSION + "\"", "").replace("Restore", "Copy");

    assertThat(disconnect(connected.entry(), policy(edited)))
        .isEqualTo(policy(VENDORS_DENY.replace("Restore", "Copy")));
  }

  @Test
  void without_a_sid_something_else_must_be_as_it_was() {
    String other = elsewhere(left(VENDORS_DENY));
    String nothing = other.replace("{\"AWS\":\"*\"}", "{\"AWS\":\"444455556666\"}");

    assertThat(disconnect(connected.entry(), policy(other)))
        .isEqualTo(policy(elsewhere(VENDORS_DENY)));
    assertThat(disconnect(connected.entry(), policy(nothing))).isEqualTo(policy(nothing));
  }

  @Test
  void a_copy_that_others_made_of_our_work_is_theirs() {
    String copy = left(VENDORS_DENY).replace("Restore", "Copy");

    assertThat(disconnect(connected.entry(), policy(left(VENDORS_DENY), copy)))
        .isEqualTo(policy(VENDORS_DENY, copy));
  }

  @Test
  void where_the_write_never_happened_nothing_is_taken_out() {
    String theirs = left(VENDORS_DENY).replace("Restore", "Copy");

    assertThat(disconnect(connected.entry(), policy(VENDORS_DENY, theirs)))
        .isEqualTo(policy(VENDORS_DENY, theirs));
  }

  @Test
  void what_others_added_a_line_to_is_not_taken_for_the_statement_that_still_reads_as_ours() {
    String more =
        left(VENDORS_DENY)
            .replace(
                "\"Condition\":{", "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},");

    assertThat(disconnect(connected.entry(), policy(more, left(VENDORS_DENY))))
        .isEqualTo(policy(more, VENDORS_DENY));
  }

  private static String left(String statement) {
    return connect(StepInput.connect(), policy(statement)).document().at("/Statement/0").toString();
  }

  /** Other actions on other objects. */
  private static String elsewhere(String statement) {
    return statement.replace("Object", "ObjectAcl").replace("lab-genomics/*", "lab-genomics/raw/*");
  }

  private static Put connect(StepInput input, Optional<JsonNode> current) {
    return (Put) Planning.connect(input.step(), current);
  }

  private static Optional<JsonNode> disconnect(JournalEntry entry, Optional<JsonNode> current) {
    return Planning.disconnect(StepInput.disconnect().journal(entry).step(), current).after();
  }
}
