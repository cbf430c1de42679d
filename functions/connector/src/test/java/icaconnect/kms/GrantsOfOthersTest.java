package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is let in by a grant that others have made needs no statement of ours. */
class GrantsOfOthersTest {
  private final Keys lab = new Keys();

  @Test
  void edits_no_policy_that_a_grant_makes_up_for() {
    lab.policies.with(KEY, CLOSED);
    lab.granting(
        grant("g-1", Keys.USER, Map.of(), "Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey"));

    var answer = lab.run(connect());

    assertThat(lab.policies.writes()).isEmpty();
    assertThat(answer.path("findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("KMS_GRANTED");
          assertThat(finding.path("message").asText())
              .contains("the grant g-1 does", "ICA's user", "session");
        });
    assertThat(lab.run(connect().asking("keyAccess", "report")).findValuesAsText("code"))
        .containsExactly("KMS_GRANTED");
  }

  @Test
  void a_grant_of_less_makes_up_for_nothing_else() {
    lab.policies.with(KEY, CLOSED);

    for (KeyGrant less :
        List.of(
            grant("g", Keys.USER, Map.of(), "Decrypt", "Encrypt"),
            grant("g", Keys.USER + "2", Map.of(), "Decrypt", "Encrypt", "GenerateDataKey"),
            grant(
                "g",
                Keys.USER,
                Map.of("aws:s3:arn", "arn:aws:s3:::lab/ica/a"),
                "Decrypt",
                "Encrypt",
                "GenerateDataKey"))) {
      lab.granting(less);
      assertThat(lab.run(connect().asking("keyAccess", "report")).findValuesAsText("code"))
          .as("%s", less)
          .contains("KMS_KEY_POLICY");
    }
  }

  @Test
  void a_grant_for_the_bucket_is_enough_with_a_bucket_key_and_for_no_other_bucket() {
    lab.policies.with(KEY, CLOSED);
    var report = connect().asking("keyAccess", "report").withFact("bucketKey", true);

    lab.granting(
        grant(
            "g",
            Keys.USER,
            Map.of("aws:s3:arn", "arn:aws:s3:::lab"),
            "Decrypt",
            "Encrypt",
            "GenerateDataKey"));
    assertThat(lab.run(report).findValuesAsText("code")).containsExactly("KMS_GRANTED");

    lab.granting(
        grant(
            "g",
            Keys.USER,
            Map.of("aws:s3:arn", "arn:aws:s3:::lab2"),
            "Decrypt",
            "Encrypt",
            "GenerateDataKey"));
    assertThat(lab.run(report).findValuesAsText("code")).contains("KMS_KEY_POLICY");
  }

  /** https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
  @Test
  void a_grant_does_not_overrule_a_deny() {
    ObjectNode denying = DELEGATING.deepCopy();
    ((ArrayNode) denying.path("Statement"))
        .add(
            Json.parse(
                "{\"Sid\": \"No\", \"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}"));
    lab.policies.with(KEY, denying);
    lab.granting(grant("g", Keys.USER, Map.of(), "Decrypt", "Encrypt", "GenerateDataKey"));

    assertThat(lab.run(connect()).findValuesAsText("code")).containsExactly("KMS_KEY_DENIED");
  }

  private static KeyGrant grant(
      String id, String grantee, Map<String, String> context, String... operations) {
    return new KeyGrant(id, "", grantee, Set.of(operations), context, false);
  }
}
