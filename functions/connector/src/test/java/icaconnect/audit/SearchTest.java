package icaconnect.audit;

import static icaconnect.audit.InMemoryTraces.marks;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import icaconnect.step.Invocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may make or tag secrets may make an audit blind, loud or wrong; here they try. */
class SearchTest {
  private static final String PATH = "/ica-connect/ica-connect/us-east-1/";
  private static final String BUCKET_TAG = "ica-connect:bucket";

  private final InMemoryTraces account = new InMemoryTraces();
  private final Map<String, KnownUsers> known = new HashMap<>();

  @Test
  void a_live_key_of_another_user_of_a_known_bucket_is_said() {
    known.put("lab-a", new KnownUsers(Set.of("second"), false));
    account.connected("lab-a", "first").connected("lab-a", "second");

    SearchResult found = search();

    assertThat(found.wishes()).isEmpty();
    assertThat(found.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.CONNECTION_WITHOUT_RECORD);
          assertThat(finding.message()).contains("first", "lab-a").doesNotContain("second");
        });
  }

  @Test
  void a_user_that_an_execution_makes_just_now_is_no_lost_one() {
    known.put("lab-a", new KnownUsers(Set.of("ica-lab-a"), true));
    account.connected("lab-a", "named-by-the-request");
    account.secrets.set(
        0, new MarkedSecret("ica-connect/ica-connect/named-by-the-request", marks("lab-a"), true));

    assertThat(search().findings()).isEmpty();
  }

  @Test
  void a_lease_that_nobody_gives_back_hides_no_old_key() {
    known.put("lab-a", new KnownUsers(Set.of("ica-lab-a"), true));
    account.connected("lab-a", "first");

    assertThat(codes()).containsExactly(Code.CONNECTION_WITHOUT_RECORD);
  }

  @Test
  void of_two_users_of_a_lost_record_the_one_we_would_have_made_is_rebuilt_and_the_other_said() {
    account.connected("lab-a", "another").connected("lab-a", "ica-lab-a");

    SearchResult found = search();

    assertThat(found.wishes())
        .containsExactly(
            Map.entry("lab-a", Json.parse("{\"bucket\": \"lab-a\", \"userName\": \"ica-lab-a\"}")));
    assertThat(found.findings())
        .extracting(Finding::code)
        .containsExactly(Code.CONNECTION_WITHOUT_RECORD);
    assertThat(found.findings().getFirst().message()).contains("another");
  }

  @Test
  void a_tag_that_is_no_buckets_name_ends_no_audit_and_hides_no_lost_record() {
    for (String tag : List.of("not a bucket", "", "request#one", "192.168.0.1", "x".repeat(256))) {
      account.secrets.clear();
      account
          .user(PATH, "ica-lab-a", marks("lab-a"), true)
          .secret("ica-connect/ica-connect/ica-lab-a", marks(tag))
          .secret("ica-connect/x/ica-lab-a", Map.of(BUCKET_TAG, tag));

      SearchResult found = search();

      assertThat(found.wishes()).as(tag).containsOnlyKeys("lab-a");
      assertThat(found.findings())
          .as(tag)
          .hasSize(2)
          .allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(Code.TRACE_UNCLEAR);
            assertThat(finding.message()).contains("ica-lab-a");
          });
    }
  }

  @Test
  void a_secret_that_names_another_bucket_than_its_user_makes_no_record_of_it() {
    known.put("lab-a", new KnownUsers(Set.of("ica-lab-a"), false));
    account
        .connected("lab-a", "ica-lab-a")
        .secret("ica-connect/ica-connect/ica-lab-a", marks("somebody-elses"))
        .secret("ica-connect/ica-lab-a", Map.of(BUCKET_TAG, "somebody-elses"));

    SearchResult found = search();

    assertThat(found.wishes()).isEmpty();
    assertThat(found.findings())
        .hasSize(2)
        .extracting(Finding::code)
        .containsOnly(Code.TRACE_UNCLEAR);
  }

  @Test
  void a_secret_under_a_name_or_tag_that_is_not_both_ours_makes_no_record() {
    account.user(PATH, "ica-lab-a", marks("lab-a"), true);
    var other = Map.of(BUCKET_TAG, "lab-a", "ica-connect:installation", "ica-connect/eu-west-1");
    account
        .secret("ica-connect/ica-connect/ica-lab-a", Map.of(BUCKET_TAG, "lab-a"))
        .secret("ica-connect/ica-connect/ica-lab-a", other)
        .secret("ica-connect/x/ica-lab-a", marks("lab-a"))
        .secret("ica-connect/ica-lab-a", marks("lab-a"))
        .secret("ica-connect/ica-connect/x/ica-lab-a", marks("lab-a"))
        .secret("ica-connect/ica-connect/", marks("lab-a"));

    SearchResult found = search();

    assertThat(found.wishes()).isEmpty();
    assertThat(found.findings())
        .hasSize(6)
        .extracting(Finding::code)
        .containsOnly(Code.TRACE_UNCLEAR);
  }

  @Test
  void other_stacks_connections_are_theirs() {
    var theirs = Map.of(BUCKET_TAG, "lab-a", "ica-connect:installation", "lab/us-east-1");
    account.user("/ica-connect/lab/us-east-1/", "ica-lab-a", theirs, false);
    account
        .secret("ica-connect/lab/ica-lab-a", theirs)
        .secret("elsewhere", Map.of(BUCKET_TAG, "x"));

    SearchResult found = search();

    assertThat(found.wishes()).isEmpty();
    assertThat(found.findings()).isEmpty();
  }

  @Test
  void another_stacks_user_makes_no_record_by_a_secret_of_our_name() {
    var theirs = Map.of(BUCKET_TAG, "lab-a", "ica-connect:installation", "lab/us-east-1");
    account.user("/ica-connect/lab/us-east-1/", "ica-lab-a", theirs, true);
    account.secret("ica-connect/ica-connect/ica-lab-a", marks("lab-a"));

    assertThat(search().wishes()).isEmpty();
    assertThat(codes()).contains(Code.TRACE_UNCLEAR);
  }

  @Test
  void a_stack_made_anew_finds_the_users_of_the_one_before_under_its_boundary() {
    account.connected("lab-a", "ica-lab-a").user(PATH, "ica-lab-a", marks("lab-a"), false);

    SearchResult found = search();

    assertThat(found.wishes()).containsOnlyKeys("lab-a");
    assertThat(found.findings()).isEmpty();
  }

  @Test
  void what_an_earlier_version_made_is_found_under_this_stacks_boundary() {
    var mark = Map.of(BUCKET_TAG, "lab-a");
    account
        .secret("ica-connect/ica-lab-a", mark)
        .user("/ica-connect/", "ica-lab-a", mark, true)
        .policy(
            "ica-bucket-lab-a",
            mark,
            InMemoryTraces.allows("\"s3:PutObject\"", "arn:aws:s3:::lab-a/runs/*").toString());

    SearchResult found = search();

    assertThat(found.findings()).isEmpty();
    assertThat(found.wishes().get("lab-a").path("prefix").asText()).isEqualTo("runs/");
  }

  @Test
  void what_an_earlier_version_of_another_stack_made_is_only_told() {
    var mark = Map.of(BUCKET_TAG, "lab-a");
    account.secret("ica-connect/ica-lab-a", mark).user("/ica-connect/", "ica-lab-a", mark, false);

    assertThat(search().wishes()).isEmpty();
    assertThat(codes()).contains(Code.EARLIER_TRACE).doesNotContain(Code.TRACE_UNCLEAR);
  }

  @Test
  void an_adopted_user_is_believed_by_the_policy_that_it_was_given() {
    account
        .secret("ica-connect/ica-connect/illumina", marks("lab-a"))
        .user("/", "illumina", Map.of(), true);
    assertThat(search().wishes()).as("a secret alone").isEmpty();
    assertThat(codes()).contains(Code.TRACE_UNCLEAR);

    account.policy(
        "ica-connect/us-east-1/ica-bucket-lab-a",
        marks("lab-a"),
        InMemoryTraces.allows("\"s3:PutObject\"", "arn:aws:s3:::lab-a/*").toString());

    SearchResult found = search();
    assertThat(found.wishes()).containsOnlyKeys("lab-a");
    assertThat(found.findings()).isEmpty();
  }

  @Test
  void what_no_request_may_say_becomes_no_record() {
    account
        .connected("lab-a", "ica-lab-a")
        .policy(
            "ica-connect/us-east-1/ica-bucket-lab-a",
            marks("lab-a"),
            InMemoryTraces.allows("\"s3:PutObject\"", "arn:aws:s3:::lab-a//../*").toString())
        .connected("lab-b", "longer-than-any-name-that-ica-may-federate-under");

    assertThat(search().wishes()).isEmpty();
    assertThat(codes()).containsOnly(Code.TRACE_UNCLEAR);
  }

  @Test
  void a_user_that_may_not_be_looked_at_is_said_and_the_others_are_found() {
    account.connected("lab-a", "ica-lab-a").connected("lab-b", "ica-lab-b");
    account.denied.add("ica-lab-a");

    SearchResult found = search();

    assertThat(found.wishes()).containsOnlyKeys("lab-b");
    assertThat(found.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.TRACE_UNCLEAR);
          assertThat(finding.message()).contains("ica-lab-a", "IAM denies it");
        });
  }

  @Test
  void a_secret_whose_user_is_gone_is_of_a_disconnect() {
    account.secret("ica-connect/ica-connect/ica-lab-a", marks("lab-a"));

    assertThat(search().wishes()).isEmpty();
    assertThat(codes()).isEmpty();
  }

  @Test
  void very_many_forged_secrets_crowd_out_no_live_key() {
    known.put("lab-a", new KnownUsers(Set.of("ica-lab-a"), false));
    for (int i = 0; i < 5000; i++) {
      account.secret("ica-connect/ica-connect/x/" + i, marks("lab-a"));
    }
    account.connected("lab-a", "first");
    var log = new ArrayList<Finding>();

    SearchResult found = search(log);

    assertThat(found.findings().getFirst().code()).isEqualTo(Code.CONNECTION_WITHOUT_RECORD);
    assertThat(found.findings()).hasSize(TraceFindings.SHOWN + 2);
    assertThat(found.findings().getLast().message()).startsWith("4980 more");
    assertThat(log).hasSize(5001);
  }

  @Test
  void an_audit_whose_time_is_up_says_so_and_goes_on_with_what_it_has() {
    account.connected("lab-a", "ica-lab-a").connected("lab-b", "ica-lab-b");
    var asked = new ArrayList<Integer>();

    SearchResult found =
        new Search(Invocation.INSTALLATION, account, known, new TraceFindings(_ -> {}))
            .run(() -> {
              asked.add(1);
              return asked.size() > 1;
            });

    assertThat(found.wishes()).containsOnlyKeys("lab-a");
    assertThat(found.findings()).extracting(Finding::code).containsExactly(Code.TRACE_UNCLEAR);
  }

  /** The attack: who can have one list denied, or asks for it all the time, ends every audit. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void a_list_that_is_denied_or_breaks_off_is_said_and_ends_nothing(int listed) {
    account.connected("lab-a", "ica-lab-a").connected("lab-b", "ica-lab-b");
    account.listed = listed;

    SearchResult found = search();

    assertThat(found.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.TRACES_UNSEEN);
          assertThat(finding.message()).endsWith("Secrets Manager denies it");
        });
    assertThat(found.wishes()).hasSize(listed);
  }

  private List<Code> codes() {
    return search().findings().stream().map(Finding::code).toList();
  }

  private SearchResult search() {
    return search(new ArrayList<>());
  }

  private SearchResult search(List<Finding> log) {
    return new Search(Invocation.INSTALLATION, account, known, new TraceFindings(log::add))
        .run(() -> false);
  }
}
