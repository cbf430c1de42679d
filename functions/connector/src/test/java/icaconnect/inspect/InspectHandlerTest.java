package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.connection.Limits;
import icaconnect.failure.InvalidRequest;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.StepInput;
import icaconnect.step.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectHandlerTest extends InspectScene {
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
            List.of(new Notification("ica/run/", List.of("s3:ObjectCreated:*"))),
            false,
            false),
        finding(
            "OBJECT_LOCK",
            "us-east-1",
            "AES256",
            none,
            "BucketOwnerEnforced",
            PublicAccess.BLOCKED,
            List.of(new Notification("other/", List.of("s3:ObjectCreated:*"))),
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
  void warns_of_a_prefix_that_fills_a_quarter_of_icas_session_policy() {
    assertThat(codes(StepInput.connect("lab").asking("prefix", "runs/".repeat(70)))).isEmpty();
    assertThat(codes(StepInput.connect("lab").asking("prefix", "runs/".repeat(90))))
        .containsExactly("PREFIX_LONG");
  }

  /** Illumina's page makes it a step for everybody. */
  @Test
  void asks_for_object_ownership_without_copies_too() {
    var theirs =
        InspectedBucket.with(bucket -> bucket.ownership = Optional.of("BucketOwnerPreferred"));

    assertThat(
            inspect(theirs, StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings/0/code")
                .asText())
        .isEqualTo("OBJECT_OWNERSHIP");
  }

  @Test
  void lets_a_disconnect_go_on_without_its_bucket() {
    var port =
        new Reading(
            new BucketFound.Missing(),
            Optional.of(
                new FoundUser("arn:aws:iam::111122223333:user/x", "AIDAREALUSEROFILLUMIN")));

    var answer =
        Invocation.of(
            new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES),
            StepInput.disconnect("lab").json());

    assertThat(answer.at("/facts/exists").asBoolean(true)).isFalse();
    assertThat(answer.at("/report/findings/0/code").asText()).isEqualTo("BUCKET_GONE");
  }

  @Test
  void reads_the_users_unique_id_and_whether_it_is_bounded_too() {
    var port =
        new Reading(
            new BucketFound.Bucket(PLAIN),
            Optional.of(
                new FoundUser(
                    "arn:aws:iam::111122223333:user/illumina",
                    Optional.of("AIDAREALUSEROFILLUMIN"),
                    Optional.empty(),
                    true)));

    var answer =
        Invocation.of(
            new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES),
            StepInput.connect("lab").json());

    assertThat(answer.at("/facts/userArn").asText())
        .isEqualTo("arn:aws:iam::111122223333:user/illumina");
    assertThat(answer.at("/facts/userBounded").asBoolean()).isTrue();
    assertThat(answer.at("/facts/userId").asText()).isEqualTo("AIDAREALUSEROFILLUMIN");
  }

  /**
   * Otherwise a disconnect could not tell in the policy what was added for whom, nor whether people
   * made the user, whose keys no tag of a secret makes ours.
   */
  @Test
  void a_disconnect_asks_for_the_user_whatever_the_record_says() {
    var port =
        new Reading(
            new BucketFound.Bucket(PLAIN),
            Optional.of(
                new FoundUser("arn:aws:iam::111122223333:user/illumina", "AIDAREALUSEROFILLUMIN")));
    var handler = new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES);

    assertThat(
            Invocation.of(handler, StepInput.disconnect("lab").json())
                .at("/facts/userArn")
                .asText())
        .isEqualTo("arn:aws:iam::111122223333:user/illumina");
    var entries =
        List.of("{}", "{\"userFound\":true}", "{\"userFound\":false,\"userAdopted\":true}");
    for (String step : List.of("cors", "iam", "credential")) {
      for (String entry : entries) {
        assertThat(
                Invocation.of(
                        handler,
                        StepInput.disconnect("lab")
                            .withJournal(Map.of(step, Json.parse(entry)))
                            .json())
                    .at("/facts/userArn")
                    .isTextual())
            .as("%s %s", step, entry)
            .isTrue();
      }
    }
  }

  /** Every step can write the record, nobody but the application the tags of users at its path. */
  @Test
  void a_user_that_only_the_record_names_is_found_where_it_is_ours_and_for_this_bucket() {
    String own = "/ica-connect/ica-connect/us-east-1/";
    String earlier = "/ica-connect/";

    assertThat(findsOfTheRecord(own, "lab")).isTrue();
    assertThat(findsOfTheRecord(earlier, "lab")).isTrue();
    assertThat(findsOfTheRecord(own, "other")).isFalse();
    assertThat(findsOfTheRecord(earlier, "other")).isFalse();
    assertThat(findsOfTheRecord("/", "lab")).isFalse();
    assertThat(findsOfTheRecord("/ica-connect/another/us-east-1/", "lab")).isFalse();
  }

  private static boolean findsOfTheRecord(String path, String bucket) {
    var user =
        new FoundUser(
            "arn:aws:iam::111122223333:user" + path + "lab_ica",
            Optional.of("AIDA1"),
            Optional.of(bucket),
            true);
    var port = new Reading(new BucketFound.Bucket(PLAIN), Optional.of(user)).ofThatName();
    var handler = new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES);
    var entry = Map.of("credential", Json.parse("{\"userName\":\"lab_ica\"}"));
    return Invocation.of(handler, StepInput.disconnect("lab").withJournal(entry).json())
        .at("/facts/userArn")
        .isTextual();
  }

  private static InspectHandler whoFindsNoUser() {
    return new InspectHandler(
        Invocation.STACK,
        new Reading(new BucketFound.Bucket(PLAIN), Optional.empty()),
        Limits.CLOSED,
        OWN_ROLES);
  }

  /** Its user's live key would be known by nothing any more. */
  @Test
  void refuses_another_user_than_the_wish_names_where_no_entry_knows_one() {
    var handler = whoFindsNoUser();
    var wish = Json.parse("{\"bucket\":\"lab\",\"userName\":\"U1\"}");

    assertThatThrownBy(() ->
            Invocation.of(
                handler, StepInput.connect("lab").withJournal(Map.of("wish", wish)).json()))
        .hasMessageContaining("RENAMED")
        .hasMessageContaining("U1");
    for (String step : List.of("iam", "credential")) {
      var journal = Map.of("wish", wish, step, Json.parse("{}"));
      assertThat(
              Invocation.of(handler, StepInput.connect("lab").withJournal(journal).json())
                  .path("facts")
                  .isObject())
          .isTrue();
    }
    var same = Map.of("wish", Json.parse("{\"bucket\":\"lab\"}"));
    assertThat(
            Invocation.of(handler, StepInput.connect("lab").withJournal(same).json())
                .path("facts")
                .isObject())
        .isTrue();
  }

  /** The attack: a disconnect under another name forgets the record and leaves the key. */
  @Test
  void refuses_a_disconnect_under_other_names_than_the_wish_has_whatever_entries_say() {
    var handler = whoFindsNoUser();
    var wish = Json.parse("{\"bucket\":\"lab\",\"userName\":\"U1\",\"policyName\":\"P1\"}");
    var entry = Json.parse("{\"userName\":\"nobody\",\"policyName\":\"P2\"}");
    var none = new TextNode("none");

    for (var names : List.of(List.of("nobody", "P1"), List.of("U1", "P2"), List.of("u1", "P1"))) {
      for (var entries : List.of(Map.of("wish", wish), Map.of("wish", wish, "iam", entry))) {
        var asked =
            StepInput.disconnect("lab")
                .asking("userName", names.getFirst())
                .asking("policyName", names.getLast());
        assertThatThrownBy(() -> Invocation.of(handler, asked.withJournal(entries).json()))
            .hasMessageStartingWith("RENAMED: ")
            .hasMessageContaining("user U1 and policy P1");
      }
    }
    assertThatThrownBy(() ->
            Invocation.of(
                handler,
                StepInput.disconnect("lab")
                    .asking("userName", "nobody")
                    .withJournal(Map.of("wish", Json.parse("{\"bucket\":\"lab\"}")))
                    .json()))
        .hasMessageContaining("user ica-lab and policy ica-bucket-lab");

    var same = StepInput.disconnect("lab").asking("userName", "U1").asking("policyName", "P1");
    var unknown = StepInput.disconnect("lab").asking("userName", "nobody");
    for (var input :
        List.of(
            same.withJournal(Map.of("wish", wish)), unknown.withJournal(Map.of("wish", none)))) {
      assertThat(Invocation.of(handler, input.json()).path("facts").isObject()).isTrue();
    }
  }

  @Test
  void has_the_applications_own_calls_judged_before_any_step_may_write() {
    var judged = new ArrayList<Step>();
    var handler =
        new InspectHandler(
            Invocation.STACK,
            new Reading(
                new BucketFound.Bucket(PLAIN),
                Optional.of(new FoundUser("arn:aws:iam::111122223333:user/x", "AIDA1"))),
            Limits.CLOSED,
            OWN_ROLES,
            judged::add);

    Invocation.of(handler, StepInput.connect("lab").json());
    assertThat(judged)
        .singleElement()
        .satisfies(step -> {
          assertThat(step.facts().region()).isEqualTo("us-east-1");
          assertThat(step.userArn()).isEqualTo("arn:aws:iam::111122223333:user/x");
        });

    // The key goes first then: what cannot be taken out of a policy is refused there.
    Invocation.of(handler, StepInput.disconnect("lab").json());
    assertThat(judged).hasSize(1);
  }

  @Test
  void refuses_a_bad_request_before_it_reads_anything() {
    var input = StepInput.connect("lab").asking("prefix", "no-slash").json();

    assertThatThrownBy(() ->
            Invocation.of(
                new InspectHandler(Invocation.STACK, null, Limits.CLOSED, OWN_ROLES), input))
        .isInstanceOf(InvalidRequest.class);
  }

  private static Object[] finding(
      String code,
      String region,
      String algorithm,
      Optional<String> key,
      String ownership,
      PublicAccess access,
      List<Notification> notifications,
      boolean lock,
      boolean requesterPays) {
    return new Object[] {
      code,
      InspectedBucket.with(bucket -> {
        bucket.region = region;
        bucket.versioning = Versioning.ENABLED;
        bucket.algorithm = Optional.of(algorithm);
        bucket.key = key;
        bucket.ownership = Optional.of(ownership);
        bucket.publicAccess = access;
        bucket.notifications = notifications;
        bucket.objectLock = lock;
        bucket.requesterPays = requesterPays;
      })
    };
  }
}
