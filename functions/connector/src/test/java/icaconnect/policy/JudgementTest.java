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

class JudgementTest {
  private static final Request OF_USER = Requests.get();
  private static final String ROLE = "arn:aws:iam::444455556666:role/copy";
  private static final Principal COPIER =
      new Principal(
          "ICA's copy role", ROLE, Set.of("444455556666", ROLE), Set.of(), false, Map.of());
  private static final Request OF_ROLE =
      Request.of(COPIER, "s3:GetObject", new Target.Exact(Requests.OBJECT), Map.of());

  /** The account's own user may have its permission from its own policy. */
  @Test
  void only_another_account_needs_a_grant_of_the_bucket() {
    var judgement =
        judged("{'Effect':'Allow','Principal':'*','Action':'s3:PutObject','Resource':'*'}");

    assertThat(judgement.ungranted()).containsExactly(OF_ROLE);
    assertThat(judgement.ruling(OF_USER)).isEqualTo(new Ruling.Allowed());
    assertThat(judgement.ruling(OF_ROLE)).isEqualTo(new Ruling.NotGranted());
  }

  @Test
  void an_allow_that_applies_grants() {
    var judgement =
        judged(
            "{'Effect':'Allow','Principal':'*','Action':'s3:PutObject','Resource':'*'},"
                + "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:GetObject','Resource':'*'}");

    assertThat(judgement.ungranted()).isEmpty();
    assertThat(judgement.ruling(OF_ROLE)).isEqualTo(new Ruling.Allowed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect':'Allow','Principal':{'AWS':'999999999999'},'Action':'*','Resource':'*'}",
        "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::other/*'}",
        "{'Effect':'Allow','NotPrincipal':{'AWS':'arn:aws:iam::444455556666:role/copy'},'Action':'*','Resource':'*'}",
        "{'Effect':'Allow','NotPrincipal':{'AWS':'arn:aws:iam::444455556666:root'},'Action':'*','Resource':'*'}",
        "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}}}",
      })
  void an_allow_that_does_not_apply_or_may_not_grants_nothing(String statement) {
    assertThat(judged(statement).ungranted()).containsExactly(OF_ROLE);
  }

  @Test
  void a_deny_is_no_grant_and_beats_one() {
    String deny = "{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','Resource':'*'}";
    String allow = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";

    assertThat(judged(deny).ungranted()).containsExactly(OF_ROLE);
    assertThat(judged(allow + "," + deny).ruling(OF_ROLE)).isInstanceOf(Ruling.Blocked.class);
    assertThat(judged(allow).obstacles()).isEmpty();
  }

  @Test
  void without_a_copy_role_nothing_needs_a_grant() {
    var ica =
        new IcaRequests(
            OF_USER.principal(), OF_USER.principal(), Optional.empty(), List.of(OF_USER, OF_ROLE));

    assertThat(Judgement.of(Json.parse("{\"Statement\":[]}"), ica).ungranted()).isEmpty();
  }

  private static Judgement judged(String statements) {
    var ica =
        new IcaRequests(
            OF_USER.principal(),
            OF_USER.principal(),
            Optional.of(COPIER),
            List.of(OF_USER, OF_ROLE));
    String policy = "{'Version':'2012-10-17','Statement':[" + statements + "]}";
    return Judgement.of(Json.parse(policy.replace('\'', '"')), ica);
  }
}
