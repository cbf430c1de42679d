package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.LeaseLost;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.BucketFacts;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketPolicyHandlerTest {
  private static final Limits ADOPTING =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());

  private static final String OWN_USER =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics";

  private final Optional<JsonNode> theirs = policy(TLS_ONLY, VENDORS_DENY);
  private final InMemoryBucketPolicy s3 = new InMemoryBucketPolicy(theirs);
  private final InMemoryJournal journal = new InMemoryJournal();
  private final BucketPolicyHandler handler =
      new BucketPolicyHandler(
          Invocation.STACK,
          s3,
          journal,
          ADOPTING,
          OwnRoles.UNKNOWN,
          Rewritings.atOnce().rewriting(),
          Clock.fixed(Planning.NOW, ZoneOffset.UTC));

  @Test
  void connecting_exempts_both_principals_and_disconnecting_gives_the_exact_policy_back() {
    JsonNode report = run(adopting());

    assertThat(report.path("name").asText()).isEqualTo("bucketPolicy");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.path("changes").path(0).path("what").asText())
        .isEqualTo("bucket policy statement /Statement/1: /Condition/ArnNotLike/aws:PrincipalArn");
    assertThat(
            s3.policy()
                .orElseThrow()
                .at("/Statement/1/Condition/ArnNotLike/aws:PrincipalArn")
                .toString())
        .contains("alice", USER, SESSION);

    run(StepInput.disconnect().journal(journal.entries()));
    assertThat(s3.policy()).isEqualTo(theirs);
  }

  @Test
  void connecting_twice_writes_once() {
    run(adopting());
    JsonNode second = run(adopting().journal(journal.entries()));

    assertThat(second.path("changed").asBoolean()).isFalse();
    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy");
  }

  @Test
  void a_bucket_without_a_policy_is_read_once_and_left_without() {
    s3.replace(Optional.empty());
    run(adopting());

    assertThat(s3.actions()).containsExactly("s3:GetBucketPolicy");
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void a_policy_that_held_only_our_statement_is_deleted_on_disconnect() {
    s3.replace(Optional.empty());
    run(adopting().with("crossAccountCopy", true));
    assertThat(s3.policy()).isPresent();

    run(StepInput.disconnect().journal(journal.entries()));
    assertThat(s3.policy()).isEmpty();
    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy", "s3:DeleteBucketPolicy");
  }

  @Test
  void a_plan_writes_nothing_and_shows_both_documents() {
    JsonNode report = run(adopting().with("mode", "plan"));

    assertThat(s3.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
    assertThat(report.at("/documents/0/before")).isEqualTo(theirs.orElseThrow());
    assertThat(report.at("/documents/0/after").toString()).contains(USER, SESSION);
    assertThat(report.at("/documents/0/name").asText()).isEqualTo("bucketPolicy");
  }

  @Test
  void a_plan_speaks_of_what_would_be_until_it_is() {
    JsonNode planned = run(adopting().with("mode", "plan"));

    assertThat(planned.at("/findings/0/message").asText())
        .contains(" denies ")
        .endsWith(", and connecting would make it spare ICA.");
    assertThat(planned.at("/findings/0/remedy").asText())
        .startsWith("Nothing to do: connecting would add " + USER);

    run(adopting());
    JsonNode again = run(adopting().journal(journal.entries()).with("mode", "plan"));

    assertThat(again.at("/findings/0/message").asText()).endsWith(", and now spares it.");
  }

  @Test
  void disconnecting_a_bucket_that_is_gone_reports_nothing_changed() {
    var gone = BucketFacts.gone("us-east-1");
    JsonNode report = run(StepInput.disconnect().facts(gone));

    assertThat(report.path("name").asText()).isEqualTo("bucketPolicy");
    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(s3.actions()).isEmpty();
  }

  @Test
  void a_policy_that_somebody_changes_in_the_same_moment_is_not_overwritten() {
    s3.neighbour().at(Moment.BEFORE_READ, 1, () -> s3.replace(policy(TLS_ONLY)));

    JsonNode report = run(adopting());

    assertThat(s3.policy()).isEqualTo(policy(TLS_ONLY));
    assertThat(s3.writes()).isEmpty();
    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("EDITED_MEANWHILE");
  }

  @Test
  void a_retry_that_brings_an_old_journal_forgets_no_exemption() {
    run(adopting());
    var otherDeny = Policies.json(VENDORS_DENY.replace("s3:GetObject", "s3:GetObjectVersion"));
    ObjectNode grown = s3.policy().orElseThrow().deepCopy();
    grown.withArray("/Statement").add(otherDeny);
    s3.replace(Optional.of(grown));

    run(adopting());
    run(StepInput.disconnect().journal(journal.entries()));

    ObjectNode expected = theirs.orElseThrow().deepCopy();
    expected.withArray("/Statement").add(otherDeny);
    assertThat(s3.policy()).contains(expected);
  }

  @Test
  void a_connect_after_the_record_was_lost_writes_nothing_but_the_record() {
    run(ownUser(StepInput.connect()));
    JsonNode entry = journal.entries().remove("bucketPolicy");

    run(ownUser(StepInput.connect()));

    assertThat(s3.writes()).containsExactly("s3:PutBucketPolicy");
    assertThat(journal.entries().get("bucketPolicy")).isEqualTo(entry);
  }

  @Test
  void a_disconnect_after_the_record_was_lost_gives_the_policy_back() {
    run(ownUser(StepInput.connect()));

    JsonNode report = run(ownUser(StepInput.disconnect()));

    assertThat(s3.policy()).isEqualTo(theirs);
    assertThat(report.path("findings")).isEmpty();
  }

  @Test
  void a_disconnect_after_the_record_was_lost_reports_an_adopted_user() {
    run(adopting());

    JsonNode report = run(StepInput.disconnect());

    assertThat(s3.writes()).hasSize(1);
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("EXEMPTION_LEFT");
    assertThat(report.at("/findings/0/message").asText()).contains(USER, SESSION);
  }

  @Test
  void a_list_that_names_the_user_without_its_sessions_may_be_half_of_ours_and_is_given_back() {
    s3.replace(
        policy(TLS_ONLY, VENDORS_DENY.replace("user/alice'", "user/alice','" + OWN_USER + "'")));

    run(ownUser(StepInput.disconnect()));

    assertThat(s3.policy()).isEqualTo(theirs);
  }

  @Test
  void an_exception_of_a_form_that_is_not_ours_is_left_and_reported() {
    var foreign =
        policy(
            VENDORS_DENY
                .replace("ArnNotLike", "StringNotEquals")
                .replace("arn:aws:iam::111122223333:user/alice", OWN_USER));
    s3.replace(foreign);

    JsonNode report = run(ownUser(StepInput.disconnect()));

    assertThat(s3.policy()).isEqualTo(foreign);
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("EXEMPTION_LEFT");
  }

  @Test
  void a_policy_that_is_left_to_its_owner_is_judged_and_never_written() {
    JsonNode report = run(adopting().with("verifyOnly", true));
    JsonNode planned = run(adopting().with("verifyOnly", true).with("mode", "plan"));
    JsonNode gone = run(StepInput.disconnect().with("verifyOnly", true));

    assertThat(report.path("name").asText()).isEqualTo("bucketPolicy");
    assertThat(report.at("/findings/0/message").asText()).contains(" denies ");
    assertThat(report.path("documents")).isEmpty();
    assertThat(planned.path("documents")).isNotEmpty();
    assertThat(gone.path("name").asText()).isEqualTo("bucketPolicy");
    assertThat(gone.path("findings")).isEmpty();
    assertThat(s3.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  private static StepInput ownUser(StepInput input) {
    return input
        .with("userName", "ica-lab-genomics")
        .facts(
            StepInput.newUser()
                .withUser(OWN_USER, Optional.empty(), Optional.of("lab-genomics"), true));
  }

  @Test
  void nothing_is_written_without_the_lease() {
    journal.loseLease();

    assertThatThrownBy(() -> run(adopting())).isInstanceOf(LeaseLost.class);
    assertThat(s3.policy()).isEqualTo(theirs);
  }

  /** The user of these inputs was made by hand. */
  private static StepInput adopting() {
    return StepInput.connect().with("adoptExisting", true);
  }

  private JsonNode run(StepInput input) {
    return Invocation.of(handler, input.json());
  }
}
