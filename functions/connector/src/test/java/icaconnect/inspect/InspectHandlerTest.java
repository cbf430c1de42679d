package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Denial;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InspectHandlerTest {
  private static final String OWN_ROLES = "arn:aws:iam::111122223333:role/ica-connect/ica/*";

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

  @Test
  void names_destinations_that_are_gone_with_what_comes_of_it_and_what_mends_it() {
    var answer =
        inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                new DestinationFound.Gone("QueueDoesNotExist: The specified queue does not exist"),
                "arn:aws:sns:us-east-1:111122223333:lims",
                new DestinationFound.There()));

    assertThat(answer.at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATION_GONE");
          assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
          assertThat(finding.path("message").asText())
              .contains(
                  "arn:aws:sqs:us-east-1:111122223333:reads (QueueDoesNotExist: The specified queue does not exist)")
              .contains("ICA's PutBucketNotification will be refused")
              .doesNotContain("lims");
          assertThat(finding.path("remedy").asText())
              .contains(
                  "put-bucket-notification-configuration --bucket lab",
                  "index(\"arn:aws:sqs:us-east-1:111122223333:reads\")");
        });
  }

  @Test
  void says_which_destinations_nobody_could_look_up_and_why() {
    var answer =
        inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:444455556666:theirs",
                new DestinationFound.Unseen("it belongs to account 444455556666"),
                "arn:aws:sqs:us-east-1:079623148045:ica",
                new DestinationFound.Unseen("it belongs to account 079623148045")));

    assertThat(answer.at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATIONS");
          assertThat(finding.path("severity").asText()).isEqualTo("INFO");
          assertThat(finding.path("message").asText())
              .contains(
                  "arn:aws:sqs:us-east-1:444455556666:theirs (it belongs to account 444455556666)")
              .doesNotContain("079623148045");
        });
  }

  @Test
  void names_a_destination_that_keeps_s3_out_with_the_command_that_lets_it_in() {
    for (var command :
        Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                "aws sqs set-queue-attributes",
                "arn:aws:sns:us-east-1:111122223333:lims",
                "aws sns set-topic-attributes",
                "arn:aws:lambda:us-east-1:111122223333:function:reads:live",
                "aws lambda add-permission")
            .entrySet()) {
      var answer =
          inspectDestinations(
              Map.of(
                  command.getKey(),
                  new DestinationFound.Shut(DestinationFound.Cause.NOT_ALLOWED, "no statement")));

      assertThat(answer.at("/report/findings"))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATION_SHUT");
            assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
            assertThat(finding.path("message").asText())
                .contains(command.getKey() + ", which keeps S3 out: no statement.")
                .contains("ICA's PutBucketNotification will be refused");
            assertThat(finding.path("remedy").asText())
                .contains(command.getValue(), command.getKey(), "arn:aws:s3:::lab", "111122223333")
                .endsWith("Or take the notification out, if nobody needs it.");
          });
    }
  }

  @Test
  void a_destination_that_keeps_s3_out_otherwise_has_another_remedy() {
    assertThat(remedyOfShut(DestinationFound.Cause.DENIED))
        .contains("Have that statement spare s3.amazonaws.com: aws sqs get-queue-attributes");
    assertThat(remedyOfShut(DestinationFound.Cause.AWS_MANAGED_KEY))
        .contains("customer managed key", "--attributes KmsMasterKeyId=KEY");
  }

  private static String remedyOfShut(DestinationFound.Cause cause) {
    return inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                new DestinationFound.Shut(cause, "so it is")))
        .at("/report/findings/0/remedy")
        .asText();
  }

  /** S3 refuses two only where events, prefixes and suffixes all overlap; ICA's has no suffix. */
  @ParameterizedTest
  @CsvSource({
    "ica/,      s3:ObjectCreated:*,              true",
    "ica/,      s3:ObjectCreated:Put,            true",
    "'',        s3:ObjectRemoved:Delete,         true",
    "ica/runs/, s3:LifecycleExpiration:Delete,   true",
    "i,         s3:SomethingNew:*,               true",
    "ica/,      s3:ObjectTagging:Put,            false",
    "ica/,      s3:ObjectAcl:Put,                false",
    "ica/,      s3:Replication:OperationFailedReplication, false",
    "ica/,      s3:ReducedRedundancyLostObject,  false",
    "other/,    s3:ObjectCreated:*,              false"
  })
  void notifications_overlap_by_events_as_well_as_by_prefix(
      String prefix, String event, boolean overlaps) {
    var theirs = new Notification(prefix, List.of("s3:ObjectTagging:*", event));

    assertThat(theirs.overlaps("ica/")).isEqualTo(overlaps);
  }

  @Test
  void says_nothing_of_destinations_that_are_there() {
    assertThat(
            inspectDestinations(
                    Map.of(
                        "arn:aws:sqs:us-east-1:111122223333:reads", new DestinationFound.There()))
                .at("/report/findings"))
        .isEmpty();
  }

  private static JsonNode inspectDestinations(Map<String, DestinationFound> found) {
    var bucket = new Found.Bucket(bucket("AES256", List.copyOf(found.keySet()), List.of()));
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(bucket, Optional.empty(), found),
            Limits.CLOSED,
            OWN_ROLES),
        StepInput.connect("lab").asking("prefix", "ica/").json());
  }

  private static BucketInspection bucket(
      String algorithm, List<String> destinations, List<Replication> replications) {
    return new BucketInspection(
        "us-east-1",
        Versioning.NEVER,
        Optional.of(algorithm),
        Optional.empty(),
        false,
        Optional.of("BucketOwnerEnforced"),
        PublicAccess.BLOCKED,
        List.of(),
        destinations,
        false,
        false,
        Optional.empty(),
        Optional.of(Map.of()),
        Optional.of(replications));
  }

  @Test
  void a_plan_that_makes_a_user_says_what_is_out_of_sight_and_who_will_ask() {
    var plan = StepInput.connect("lab").asking("prefix", "ica/").asking("mode", "plan");
    var known = new Found.Bucket(PLAIN);

    assertThat(inspect(PLAIN, plan).at("/report/findings").findValuesAsText("code"))
        .containsExactly("OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(
            Invocation.of(
                    new InspectHandler(
                        Invocation.STACK,
                        new Reading(
                            known,
                            Optional.of(
                                new FoundUser("arn:aws:iam::111122223333:user/ica-lab", "AIDA"))),
                        Limits.CLOSED,
                        OWN_ROLES),
                    plan.json())
                .at("/report/findings"))
        .as("an audit, which plans, repeats it not")
        .isEmpty();
  }

  /** The simulator may be wrong where policies have conditions: nobody is refused for its word. */
  @Test
  void warns_of_what_the_policy_simulator_says_of_the_organisation_and_of_a_boundary() {
    String role = "arn:aws:iam::111122223333:role/ica-connect/ica/ica-IamFunctionRole-1";
    var findings =
        planWith(new Foreseen(role, Set.of("iam:CreateAccessKey"), Set.of("iam:CreateUser"), true));

    assertThat(findings.findValuesAsText("code"))
        .containsExactly(
            "ORGANISATION_MAY_FORBID", "BOUNDARY_MAY_FORBID", "OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(findings.findValuesAsText("severity")).startsWith("WARNING", "WARNING");
    assertThat(findings.at("/0/message").asText())
        .contains("iam:CreateAccessKey to " + role, "AWS_DENIES_US and is undone")
        .contains("leaves out policies with conditions, and may be wrong");
    assertThat(findings.at("/0/remedy").asText())
        .contains("aws organizations list-policies-for-target --target-id 111122223333");
    assertThat(findings.at("/1/remedy").asText())
        .contains("aws iam get-role --role-name ica-IamFunctionRole-1");
  }

  @Test
  void says_what_an_allowing_simulator_has_not_looked_at() {
    var allowing = planWith(new Foreseen("arn", Set.of(), Set.of(), true));
    var silent = planWith(new Foreseen("arn", Set.of(), Set.of(), false));

    assertThat(allowing.findValuesAsText("code")).containsExactly("OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(allowing.at("/0/message").asText()).contains("policy simulator, which was asked");
    assertThat(silent.at("/0/message").asText()).doesNotContain("simulator");
  }

  private static JsonNode planWith(Foreseen foreseen) {
    return Invocation.of(
            new InspectHandler(
                Invocation.STACK,
                new Reading(
                    new Found.Bucket(PLAIN),
                    Optional.empty(),
                    Map.of(),
                    new AccountInspection(
                        Optional.empty(), Optional.empty(), Optional.of(foreseen), List.of())),
                Limits.CLOSED,
                OWN_ROLES),
            StepInput.connect("lab").asking("prefix", "ica/").asking("mode", "plan").json())
        .at("/report/findings");
  }

  @Test
  void says_where_what_ica_writes_is_replicated_to() {
    var rule =
        new Replication(
            "ica/project/",
            "arn:aws:s3:::archive",
            Optional.of("444455556666"),
            false,
            Optional.empty());

    assertThat(
            inspect(
                    bucket("AES256", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("REPLICATED");
          assertThat(finding.path("message").asText())
              .contains("below ica/project/", "arn:aws:s3:::archive of account 444455556666");
        });
    assertThat(
            inspect(
                    bucket("AES256", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "other/"))
                .at("/report/findings"))
        .isEmpty();
  }

  @Test
  void says_where_replication_leaves_out_what_is_encrypted_with_a_key() {
    var rule =
        new Replication("", "arn:aws:s3:::archive", Optional.empty(), false, Optional.empty());

    assertThat(
            inspect(
                    bucket("aws:kms", List.of(), List.of(rule)),
                    StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings")
                .findValuesAsText("code"))
        .containsExactlyInAnyOrder("AWS_MANAGED_KEY", "REPLICATION_SKIPS_ICA");
  }

  /** Illumina's page makes it a step for everybody. */
  @Test
  void asks_for_object_ownership_without_copies_too() {
    var theirs =
        new BucketInspection(
            "us-east-1",
            Versioning.NEVER,
            Optional.of("AES256"),
            Optional.empty(),
            false,
            Optional.of("BucketOwnerPreferred"),
            PublicAccess.BLOCKED,
            List.of(),
            false,
            false);

    assertThat(
            inspect(theirs, StepInput.connect("lab").asking("prefix", "ica/"))
                .at("/report/findings/0/code")
                .asText())
        .isEqualTo("OBJECT_OWNERSHIP");
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

  @Test
  void refuses_a_bucket_that_is_not_there() {
    assertThatThrownBy(() -> ask(new Found.Missing(), StepInput.connect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_MISSING")
        .hasMessageContaining("Remedy:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "with an explicit deny in a resource-based policy|Deny statement of the resource-based policy",
        "with an explicit deny in a service control policy|Deny statement of the service control policy",
        "with an explicit deny in a resource control policy|Deny statement of the resource control policy",
        "because no permissions boundary allows the s3:ListBucket action|any permissions boundary",
        "because no identity-based policy allows the s3:ListBucket action|BucketNamePattern",
      })
  void refuses_to_connect_or_disconnect_a_bucket_that_it_may_not_see(String reason, String named) {
    var denied = denied(reason, Optional.empty());

    assertThatThrownBy(() -> ask(denied, StepInput.connect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_DENIED")
        .hasMessageContaining(named);
    assertThatThrownBy(() -> ask(denied, StepInput.disconnect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_DENIED")
        .hasMessageContaining(named)
        .hasMessageContaining("Nothing was taken back");
  }

  /** What denies it is looked for by the same rules as everything else in a policy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ArnNotLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin'}}|denies it, since",
        "{'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}}|denies it, since",
        "{'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}|denies it, since",
      })
  void names_the_statement_that_denies_and_the_edit_that_lets_this_stack_in(
      String condition, String said) {
    var policy =
        Json.parse(
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Others", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteBucket", "Resource": "arn:aws:s3:::lab"},
              {"Sid": "Team", "Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:role/team"}, "Action": "s3:*", "Resource": "arn:aws:s3:::lab"},
              {"Sid": "Perimeter", "Effect": "Deny", "Principal": "*", "Action": "s3:List*", "Resource": "arn:aws:s3:::lab", "Condition": %s}]}
            """
                .formatted(condition.replace('\'', '"')));
    var denied = denied("with an explicit deny in a resource-based policy", Optional.of(policy));

    assertThatThrownBy(() -> ask(denied, StepInput.disconnect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(
            "Statement \"Perimeter\" (/Statement/2) of the bucket's policy " + said)
        .hasMessageContaining(
            "Add arn:aws:iam::111122223333:role/ica-connect/ica/* to /Statement/2/Condition/ArnNotLike/aws:PrincipalArn");
  }

  @Test
  void says_which_statement_may_deny_it_where_more_than_one_may() {
    var policy =
        Json.parse(
            """
            {"Statement": [
              {"Sid": "One", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
              {"Sid": "Two", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}]}
            """);

    assertThatThrownBy(() ->
            ask(
                denied("with an explicit deny in a resource-based policy", Optional.of(policy)),
                StepInput.connect("lab")))
        .hasMessageContaining("Statement \"One\" (/Statement/0) of the bucket's policy may be");
  }

  /** Whoever edits the policy is not asked again for the next statement. */
  @Test
  void names_what_else_in_the_policy_stops_this_application() {
    var policy =
        Json.parse(
            """
            {"Statement": [
              {"Sid": "Rules", "Effect": "Deny", "Principal": "*", "Action": "s3:PutBucketCORS", "Resource": "*"},
              {"Sid": "Looking", "Effect": "Deny", "Principal": "*", "Action": "s3:List*", "Resource": "*"},
              {"Sid": "Objects", "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"}]}
            """);

    assertThatThrownBy(() ->
            ask(
                denied("with an explicit deny in a resource-based policy", Optional.of(policy)),
                StepInput.connect("lab")))
        .hasMessageContaining(
            "Statement \"Looking\" (/Statement/1) of the bucket's policy denies it")
        .hasMessageContaining(
            "Statement \"Rules\" (/Statement/0) denies s3:PutBucketCORS to this application.")
        .hasMessageContaining(
            "to /Statement/1/Condition/ArnNotLike/aws:PrincipalArn and /Statement/0/Condition/ArnNotLike/aws:PrincipalArn in the")
        .message()
        .doesNotContain("Objects");
  }

  /** A policy that has changed since, or that denies by what nobody judges, gives no name. */
  @Test
  void names_no_statement_where_none_in_the_policy_denies_it() {
    var denied =
        denied(
            "with an explicit deny in a resource-based policy",
            Optional.of(Json.parse("{\"Statement\": []}")));

    assertThatThrownBy(() -> ask(denied, StepInput.connect("lab")))
        .hasMessageContaining("Deny statement of the resource-based policy")
        .message()
        .doesNotContain("/Statement/");
  }

  @Test
  void refuses_to_connect_or_disconnect_a_bucket_of_another_account() {
    var other = new Found.OtherOwner(Denial.of("Access Denied"));

    assertThatThrownBy(() -> ask(other, StepInput.connect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_NOT_OURS");
    assertThatThrownBy(() -> ask(other, StepInput.disconnect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_NOT_OURS");
  }

  @Test
  void lets_a_disconnect_go_on_without_its_bucket() {
    var port =
        new Reading(
            new Found.Missing(),
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
  void reads_the_users_unique_id_too() {
    var port =
        new Reading(
            new Found.Bucket(PLAIN),
            Optional.of(
                new FoundUser("arn:aws:iam::111122223333:user/illumina", "AIDAREALUSEROFILLUMIN")));

    var answer =
        Invocation.of(
            new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES),
            StepInput.connect("lab").json());

    assertThat(answer.at("/facts/userArn").asText())
        .isEqualTo("arn:aws:iam::111122223333:user/illumina");
    assertThat(answer.at("/facts/userId").asText()).isEqualTo("AIDAREALUSEROFILLUMIN");
  }

  /** Otherwise a disconnect could not tell in the policy what was added for whom. */
  @Test
  void a_disconnect_asks_for_the_user_where_the_record_is_lost_and_only_there() {
    var port =
        new Reading(
            new Found.Bucket(PLAIN),
            Optional.of(
                new FoundUser("arn:aws:iam::111122223333:user/illumina", "AIDAREALUSEROFILLUMIN")));
    var handler = new InspectHandler(Invocation.STACK, port, Limits.CLOSED, OWN_ROLES);

    assertThat(
            Invocation.of(handler, StepInput.disconnect("lab").json())
                .at("/facts/userArn")
                .asText())
        .isEqualTo("arn:aws:iam::111122223333:user/illumina");
    assertThat(
            Invocation.of(
                    handler,
                    StepInput.disconnect("lab")
                        .withJournal(Map.of("iam", Json.MAPPER.createObjectNode()))
                        .json())
                .at("/facts/userArn")
                .isTextual())
        .isFalse();
  }

  @Test
  void has_the_applications_own_calls_judged_before_any_step_may_write() {
    var judged = new ArrayList<Step>();
    var handler =
        new InspectHandler(
            Invocation.STACK,
            new Reading(
                new Found.Bucket(PLAIN),
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

  private static List<String> codes(StepInput input) {
    return inspect(PLAIN, input).at("/report/findings").findValuesAsText("code");
  }

  private static Found denied(String reason, Optional<JsonNode> policy) {
    return new Found.Denied(
        Denial.of(
            "User: arn:aws:sts::111122223333:assumed-role/ica-InspectRole-0AB12cd3E/ica-inspect"
                + " is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::lab\" "
                + reason),
        policy,
        "us-east-1");
  }

  private static JsonNode ask(Found found, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK, new Reading(found, Optional.empty()), Limits.CLOSED, OWN_ROLES),
        input.json());
  }

  private static JsonNode inspect(BucketInspection bucket, StepInput input) {
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(new Found.Bucket(bucket), Optional.empty()),
            Limits.CLOSED,
            OWN_ROLES),
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
      List<Notification> notifications,
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
}
