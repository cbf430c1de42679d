package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

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
    String policy =
        "{'Statement':{'Effect':'%s','Principal':'*','Action':'*','Resource':'*','Condition':{%s}}}"
            .formatted(effect, condition);
    return OutsideOrganisation.obstacles(Json.parse(policy.replace('\'', '"')), ica);
  }
}
