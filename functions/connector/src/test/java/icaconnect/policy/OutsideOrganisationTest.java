package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideOrganisationTest {
  @Test
  void what_denies_who_is_in_no_organisation_would_be_in_the_way() {
    var found = obstacles("Deny", "'Null':{'aws:PrincipalOrgID':'true'}");

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().certain()).isTrue();
    assertThat(obstacles("Deny", "'StringNotLikeIfExists':{'aws:PrincipalOrgID':'o-*'}"))
        .describedAs("in the way already")
        .isEmpty();
  }

  /** The copy role may come from elsewhere, and is warned of; others rest on the organisation. */
  @Test
  void whom_it_may_deny_already_does_not_hide_whom_it_leaves_alone() {
    var inside = Requests.get(Map.of("aws:PrincipalOrgID", Fact.PRESENT));
    var unknown = Requests.get(Map.of("aws:PrincipalOrgID", Fact.UNKNOWN));
    var ica =
        new IcaRequests(
            inside.principal(),
            inside.principal(),
            Optional.of(unknown.principal()),
            List.of(unknown, inside));

    assertThat(
            OutsideOrganisation.obstacles(
                policy("Deny", "'Null':{'aws:PrincipalOrgID':'true'}"), ica))
        .singleElement()
        .satisfies(obstacle -> {
          assertThat(obstacle.certain()).isTrue();
          assertThat(obstacle.cases()).hasSize(1);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringNotEquals':{'aws:SourceVpc':'v'}",
        "'Bool':{'aws:SecureTransport':'false'}",
        "'Null':{'aws:PrincipalOrgID':'false'}",
      })
  void what_does_not_ask_or_is_in_the_way_already_is_not_among_them(String condition) {
    assertThat(obstacles("Deny", condition)).isEmpty();
  }

  @Test
  void what_allows_is_in_nobodys_way() {
    assertThat(obstacles("Allow", "'Null':{'aws:PrincipalOrgID':'true'}")).isEmpty();
  }

  @Test
  void a_role_keeps_those_of_its_calls_that_matter() {
    var role = new ApplicationRole("arn", "f", Set.of("s3:ListBucket", "s3:GetBucketPolicy"));
    assertThat(role.making(Set.of("s3:ListBucket", "s3:PutObject")).actions())
        .containsExactly("s3:ListBucket");
  }

  private static List<Obstacle> obstacles(String effect, String condition) {
    var request = Requests.get(Map.of("aws:PrincipalOrgID", Fact.PRESENT));
    var ica =
        new IcaRequests(
            request.principal(), request.principal(), Optional.empty(), List.of(request));
    return OutsideOrganisation.obstacles(policy(effect, condition), ica);
  }

  private static JsonNode policy(String effect, String condition) {
    String policy =
        "{'Statement':{'Effect':'%s','Principal':'*','Action':'*','Resource':'*','Condition':{%s}}}"
            .formatted(effect, condition);
    return Json.parse(policy.replace('\'', '"'));
  }
}
