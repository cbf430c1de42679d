package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'*'",
        "{'AWS':'*'}",
        "{'AWS':['arn:aws:iam::999999999999:root','*']}",
        "{'AWS':'111122223333'}",
        "{'AWS':'arn:aws:iam::111122223333:root'}",
        "{'AWS':'arn:aws:iam::111122223333:user/illumina_ica_admin'}",
        "{'Service':'s3.amazonaws.com','AWS':['AIDAEXAMPLE1234567890','111122223333']}",
      })
  void names_the_user_in_every_spelling(String principal) {
    assertThat(verdict("'Principal':" + principal + ",'Action':'*','Resource':'*'"))
        .isEqualTo(Verdict.APPLIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'AWS':'999999999999'}",
        "{'AWS':'arn:aws:iam::111122223333:user/alice'}",
        "{'Service':'s3.amazonaws.com'}",
        "{'Federated':'cognito-identity.amazonaws.com'}",
        "{'AWS':'AIDAEXAMPLE1234567890'}",
      })
  void names_somebody_else(String principal) {
    assertThat(verdict("'Principal':" + principal + ",'Action':'*','Resource':'*'"))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void cannot_tell_whose_canonical_id_it_is() {
    assertThat(verdict("'Principal':{'CanonicalUser':'79a5'},'Action':'*','Resource':'*'"))
        .isEqualTo(Verdict.dependsOn("CanonicalUser"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'*'", "'s3:*'", "'S3:getobject'", "'s3:Get?bject'", "['s3:Put*','s3:Get*']"})
  void covers_the_action_without_regard_to_case(String action) {
    assertThat(verdict("'Principal':'*','Action':" + action + ",'Resource':'*'"))
        .isEqualTo(Verdict.APPLIES);
    assertThat(verdict("'Principal':'*','NotAction':" + action + ",'Resource':'*'"))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void covers_resources_with_regard_to_case() {
    assertThat(verdict("'Principal':'*','Action':'*','Resource':'arn:aws:s3:::lab-genomics/*'"))
        .isEqualTo(Verdict.APPLIES);
    assertThat(
            verdict("'Principal':'*','Action':'*','Resource':'arn:aws:s3:::lab-genomics/Runs/*'"))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(
            verdict(
                "'Principal':'*','Action':'*','NotResource':'arn:aws:s3:::lab-genomics/public/*'"))
        .isEqualTo(Verdict.APPLIES);
  }

  @Test
  void not_principal_spares_only_who_is_listed_with_the_account() {
    String user = "'arn:aws:iam::111122223333:user/illumina_ica_admin'";
    String everything = "'Action':'*','Resource':'*'";
    assertThat(verdict("'NotPrincipal':{'AWS':[" + user + ",'111122223333']}," + everything))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(verdict("'NotPrincipal':{'AWS':[" + user + "]}," + everything))
        .isEqualTo(Verdict.APPLIES);
    assertThat(verdict("'NotPrincipal':{'AWS':['111122223333']}," + everything))
        .isEqualTo(Verdict.APPLIES);
    assertThat(verdict("'NotPrincipal':{'Service':'s3.amazonaws.com'}," + everything))
        .isEqualTo(Verdict.APPLIES);
  }

  @Test
  void needs_every_condition_and_names_all_unknown_keys() {
    String base = "'Principal':'*','Action':'*','Resource':'*','Condition':";
    assertThat(verdict(base + "{'StringEquals':{'aws:SourceVpc':'v','aws:PrincipalOrgID':'o'}}"))
        .isEqualTo(Verdict.dependsOn("aws:SourceVpc").and(Verdict.dependsOn("aws:PrincipalOrgID")));
    assertThat(verdict(base + "{'StringEquals':{'aws:SourceVpc':'v','aws:PrincipalArn':'other'}}"))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void an_unknown_variable_decides_only_where_some_value_of_it_would() {
    String folder =
        "'Principal':'*','Action':'*','%s':'arn:aws:s3:::%s/${aws:PrincipalTag/team}/*'";
    assertThat(verdict(folder.formatted("Resource", "lab-genomics")))
        .isEqualTo(Verdict.dependsOn("aws:PrincipalTag/team"));
    assertThat(verdict(folder.formatted("Resource", "other"))).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(verdict(folder.formatted("NotResource", "other"))).isEqualTo(Verdict.APPLIES);
  }

  @Test
  void policies_of_2008_have_no_variables() {
    var facts = Map.of("aws:username", Fact.known("lab"), "aws:PrincipalArn", Fact.known("x"));
    String deny =
        "'Effect':'Deny','Principal':'*','Action':'*','Resource':'arn:aws:s3:::${aws:username}-genomics/*'";
    assertThat(
            Statement.read(
                    Json.parse(
                        ("{'Version':'2012-10-17','Statement':{" + deny + "}}").replace('\'', '"')))
                .getFirst()
                .appliesTo(Requests.get(facts)))
        .isEqualTo(Verdict.APPLIES);
    assertThat(
            Statement.read(Json.parse(("{'Statement':[{" + deny + "}]}").replace('\'', '"')))
                .getFirst()
                .appliesTo(Requests.get(facts)))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void names_no_key_that_decides_nothing() {
    assertThat(
            verdict(
                "'Principal':'*','Action':'*','Resource':'*','Condition':"
                    + "{'StringLikeIfExists':{'aws:SourceVpc':'*'},'StringEquals':{'aws:PrincipalOrgID':'o'}}"))
        .isEqualTo(Verdict.dependsOn("aws:PrincipalOrgID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Condition':{'StringEquals':{'s3:prefix':'runs/'}}",
        "'Condition':{'Bool':{'aws:SecureTransport':'false'},'Null':{'s3:x-amz-acl':'true'}}",
        "'Condition':{'StringEquals':{'aws:PrincipalTag/team':'${s3:RequestObjectTag/team}'}}",
      })
  void asks_for_what_only_some_actions_send(String condition) {
    assertThat(statement("'Principal':'*'," + condition).asksForKeysOfActions()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Condition':{}",
        "'Condition':{'StringEquals':{'aws:SourceVpc':'v'}}",
        "'Condition':{'StringEquals':{'aws:PrincipalTag/team':'${aws:username}'}}",
      })
  void asks_for_what_any_action_may_send(String condition) {
    assertThat(statement("'Principal':'*'," + condition).asksForKeysOfActions()).isFalse();
  }

  private static Verdict verdict(String elements) {
    return statement(elements).appliesTo(Requests.get());
  }

  private static Statement statement(String elements) {
    String policy = "{'Version':'2012-10-17','Statement':[{'Effect':'Deny'," + elements + "}]}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst();
  }
}
