package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IcaRequestsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Optional<String> USER = Optional.of(Requests.USER);
  private static final Optional<String> ID = Optional.of("AIDAILLUMINAADMIN0001");

  @Test
  void the_copy_role_is_one_of_the_principals_where_there_is_one() {
    Principal user = Requests.get().principal();
    var role = new Principal("copies", "role", Set.of(), Set.of(), false, Map.of());

    assertThat(new IcaRequests(user, user, Optional.of(role), List.of()).principals())
        .containsExactly(user, user, role);
    assertThat(new IcaRequests(user, user, Optional.empty(), List.of()).principals())
        .containsExactly(user, user);
  }

  @Test
  void an_id_is_known_or_that_of_a_user_who_is_or_that_of_nobody_yet() {
    assertThat(userId(USER, ID)).isEqualTo(Fact.known(ID.get()));
    assertThat(userId(USER, Optional.empty())).isEqualTo(Fact.like("AIDA*"));
    assertThat(userId(Optional.empty(), Optional.empty())).isEqualTo(KnownAboutIca.FRESH_USER_ID);
  }

  /** It was opened at some moment of the last twelve hours, and any of them may be denied. */
  @Test
  void the_copy_roles_session_may_be_of_any_moment_since_then() {
    var role = step(USER, ID, ",\"crossAccountCopy\":true").role().orElseThrow().facts();

    assertThat(role.get("aws:tokenissuetime"))
        .isEqualTo(new Fact.Between(NOW.minus(Duration.ofHours(12)), NOW));
  }

  @Test
  void of_a_user_whose_id_is_not_known_it_is_known_to_be_a_users() {
    assertThat(denied("'StringLike':{'aws:userid':'AROA*:*'}")).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(denied("'StringNotLike':{'aws:userid':['AIDA*','111122223333:*']}"))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(denied("'StringNotLike':{'aws:userid':['AROA*','111122223333:*']}"))
        .isEqualTo(Verdict.APPLIES);
    assertThat(denied("'StringNotEquals':{'aws:userid':'AIDAILLUMINAADMIN0001'}"))
        .isEqualTo(Verdict.dependsOn("aws:userid"));
  }

  /** What becomes of a request of such a user where a Deny has this condition. */
  private static Verdict denied(String condition) {
    String policy =
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{"
            + condition
            + "}}}";
    return Statement.read(Json.parse(policy.replace('\'', '"')))
        .getFirst()
        .appliesTo(Requests.get(Map.of("aws:userid", userId(USER, Optional.empty()))));
  }

  private static Fact userId(Optional<String> userArn, Optional<String> userId) {
    return step(userArn, userId, "").user().facts().get("aws:userid");
  }

  private static IcaRequests step(Optional<String> userArn, Optional<String> userId, String field) {
    var bucket = BucketFacts.of("us-east-1", Versioning.NEVER);
    var facts =
        userArn.map(arn -> bucket.withUser(arn, userId, Optional.empty(), false)).orElse(bucket);
    var request =
        Json.parse(
            "{\"bucket\":\"lab-genomics\",\"userName\":\"illumina_ica_admin\"" + field + "}");
    var step =
        new Step(
            Goal.CONNECT,
            Connection.parse(request),
            facts,
            Invocation.INSTALLATION,
            Optional.empty(),
            Map.of());
    return IcaRequests.of(step, NOW);
  }
}
