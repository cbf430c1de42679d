package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.StepInput;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buckets that cannot be connected, and what is said of one that nobody may see. */
class RefusedBucketTest extends InspectScene {
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
    assertThatThrownBy(() -> ask(new BucketFound.Missing(), StepInput.connect("lab")))
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

  @Test
  void says_that_it_is_this_application_whom_a_list_does_not_spare() {
    var policy =
        Json.parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::lab",
              "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/admin"]}}}
            """);
    var denied = denied("with an explicit deny in a resource-based policy", Optional.of(policy));

    assertThatThrownBy(() -> ask(denied, StepInput.connect("lab")))
        .hasMessageContaining("its NotPrincipal does not spare this application")
        .hasMessageContaining("no bucket policy keeps the account's root user from changing it");
  }

  /** An account that has left its organisation has no such key any more. */
  @Test
  void is_not_sure_where_it_may_be_the_organisation() {
    String perimeter =
        """
        {"Sid": "Org", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lab",
          "Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}}
        """;
    String network =
        """
        {"Sid": "Net", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::lab",
          "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}
        """;

    assertThatThrownBy(() -> ask(deniedBy(perimeter + "," + network), StepInput.connect("lab")))
        .hasMessageContaining("may be what denies it");
    assertThatThrownBy(() -> ask(deniedBy(perimeter), StepInput.connect("lab")))
        .hasMessageContaining("Statement \"Org\" (/Statement/0)");
  }

  private static BucketFound deniedBy(String statements) {
    return denied(
        "with an explicit deny in a resource-based policy",
        Optional.of(
            Json.parse("{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}")));
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
    var other = new BucketFound.OtherOwner(Denial.of("Access Denied"));

    assertThatThrownBy(() -> ask(other, StepInput.connect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_NOT_OURS");
    assertThatThrownBy(() -> ask(other, StepInput.disconnect("lab")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("BUCKET_NOT_OURS");
  }
}
