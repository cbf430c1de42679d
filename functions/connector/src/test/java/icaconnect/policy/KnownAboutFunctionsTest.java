package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownAboutFunctionsTest {
  private static final String ARN = "arn:aws:iam::111122223333:role/ica-connect/lab/InspectRole";
  private final Map<String, Fact> facts =
      KnownAboutFunctions.facts(
          new ApplicationRole(ARN, "lab-Inspect", Set.of()),
          "eu-central-1",
          Instant.parse("2026-11-25T12:00:00Z"));

  @Test
  void who_asks_is_a_session_of_the_functions_role() {
    assertThat(facts)
        .containsEntry("aws:principalarn", Fact.known(ARN))
        .containsEntry("aws:principalaccount", Fact.known("111122223333"))
        .containsEntry("aws:principalorgid", Fact.PRESENT)
        .containsEntry("aws:principalorgpaths", Fact.PRESENT)
        .containsEntry("aws:principaltype", Fact.known("AssumedRole"))
        .containsEntry("aws:userid", Fact.like("AROA*:lab-Inspect"))
        .containsEntry("aws:username", Fact.ABSENT);
  }

  @Test
  void its_credentials_are_lambdas_of_the_last_twelve_hours() {
    assertThat(facts)
        .containsEntry(
            "aws:tokenissuetime",
            Fact.oneOf(Fact.known("2026-11-25T00:00:00Z"), Fact.known("2026-11-25T12:00:00Z")))
        .containsEntry("aws:multifactorauthpresent", Fact.oneOf(Fact.ABSENT, Fact.known("false")))
        .containsEntry("lambda:sourcefunctionarn", Fact.PRESENT)
        .containsEntry("ec2:sourceinstancearn", Fact.ABSENT)
        .containsEntry("aws:ec2instancesourcevpc", Fact.ABSENT);
  }

  @Test
  void it_asks_for_the_buckets_region_and_account_by_signed_headers() {
    assertThat(facts)
        .containsEntry("aws:requestedregion", Fact.known("eu-central-1"))
        .containsEntry("aws:resourceaccount", Fact.known("111122223333"))
        .containsEntry("s3:resourceaccount", Fact.known("111122223333"))
        .containsEntry("s3:authtype", Fact.known("REST-HEADER"));
  }

  @Test
  void it_asks_now_and_for_itself() {
    assertThat(facts)
        .containsEntry("aws:currenttime", Fact.known("2026-11-25T12:00:00Z"))
        .containsEntry("aws:epochtime", Fact.known("1795608000"))
        .containsEntry("aws:viaawsservice", Fact.known("false"))
        .containsEntry("aws:securetransport", Fact.known("true"));
  }

  @Test
  void from_where_it_asks_nobody_can_say() {
    assertThat(facts).doesNotContainKeys("aws:sourceip", "aws:sourcevpc", "aws:sourcevpce");
  }
}
