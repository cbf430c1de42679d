package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
  private static final JsonNode WISHED =
      policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::lab/runs/*'");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::lab/*'",
        "'Effect':'Allow','Action':'*','Resource':'*'",
        "'Effect':'Allow','NotAction':'s3:Delete*','Resource':'arn:aws:s3:::lab*'",
        "'Effect':'Allow','Action':'S3:GETOBJECT','NotResource':'arn:aws:s3:::secret/*'",
      })
  void what_reaches_further_lacks_nothing(String statement) {
    assertThat(Grants.missing(policy(statement), WISHED)).isEmpty();
    assertThat(Grants.superfluous(policy(statement), WISHED)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::lab/runs/1/*'",
        "'Effect':'Allow','Action':'s3:PutObject','Resource':'*'",
        "'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
        "'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::lab/${aws:username}/*'",
        "'Effect':'Deny','Action':'s3:GetObject','Resource':'*'",
      })
  void what_reaches_less_lacks_it(String statement) {
    assertThat(Grants.missing(policy(statement), WISHED))
        .containsExactly("s3:GetObject on arn:aws:s3:::lab/runs/*");
  }

  @Test
  void a_deny_counts_where_it_may_hold() {
    String grant =
        "'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'s3:*','Resource':'*'";
    assertThat(Grants.missing(policy(grant), WISHED)).isNotEmpty();
    assertThat(
            Grants.missing(
                policy(grant + ",'Condition':{'Bool':{'aws:SecureTransport':'false'}}"), WISHED))
        .isEmpty();
  }

  @Test
  void a_deny_of_other_actions_or_resources_takes_nothing() {
    String grant = "'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny',";
    assertThat(Grants.missing(policy(grant + "'Action':'s3:PutObject','Resource':'*'"), WISHED))
        .isEmpty();
    assertThat(
            Grants.missing(
                policy(grant + "'Action':'s3:*','Resource':'arn:aws:s3:::other/*'"), WISHED))
        .isEmpty();
  }

  @Test
  void all_resources_but_some_are_not_all() {
    var all = policy("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'");
    var allButSome =
        policy("'Effect':'Allow','Action':'s3:GetObject','NotResource':'arn:aws:s3:::secret/*'");
    assertThat(Grants.missing(allButSome, all)).containsExactly("s3:GetObject on *");
    assertThat(Grants.missing(all, all)).isEmpty();
  }

  @Test
  void a_resource_without_a_wildcard_is_that_one() {
    var one = policy("'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::lab'");
    var other = policy("'Effect':'Allow','Action':'s3:ListBucket','Resource':'arn:aws:s3:::lab2'");
    assertThat(Grants.missing(one, one)).isEmpty();
    assertThat(Grants.missing(other, one)).containsExactly("s3:ListBucket on arn:aws:s3:::lab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Action':'S3:get*','Resource':'arn:aws:s3:::lab/*'",
        "'Effect':'Allow','Action':['s3:PutObject','s3:Get*'],'Resource':'*'",
        "'Effect':'Allow','Action':'*','Resource':'*'",
      })
  void a_pattern_is_granted_by_itself_or_by_everything(String statement) {
    assertThat(Grants.missing(policy(statement), pattern("s3:Get*"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'",
        "'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::lab/runs/*'",
        "'Effect':'Allow','NotAction':'s3:GetObject','Resource':'*'",
        "'Effect':'Deny','Action':'s3:Get*','Resource':'*'",
        "'Effect':'Allow','Action':'s3:Get*','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
      })
  void a_pattern_is_not_granted_by_less(String statement) {
    assertThat(Grants.missing(policy(statement), pattern("s3:Get*")))
        .containsExactly("s3:Get* on arn:aws:s3:::lab/*");
  }

  @Test
  void a_question_mark_makes_a_pattern() {
    assertThat(
            Grants.missing(
                policy("'Effect':'Allow','NotAction':'s3:GetObject','Resource':'*'"),
                pattern("s3:GetObjec?")))
        .isNotEmpty();
  }

  @Test
  void everything_is_not_granted_where_everything_is_denied() {
    String all = "'Effect':'Allow','Action':'*','Resource':'*'";
    assertThat(Grants.missing(policy(all), policy(all))).isEmpty();
    assertThat(
            Grants.missing(
                policy(all + "},{'Effect':'Deny','Action':'*','Resource':'*'"), policy(all)))
        .containsExactly("* on *");
  }

  private static JsonNode pattern(String action) {
    return policy("'Effect':'Allow','Action':'" + action + "','Resource':'arn:aws:s3:::lab/*'");
  }

  @Test
  void the_same_grants_nothing_besides() {
    assertThat(Grants.superfluous(WISHED, WISHED)).isEmpty();
    assertThat(Grants.missing(WISHED, WISHED)).isEmpty();
  }

  private static JsonNode policy(String statement) {
    return Json.parse(
        ("{'Version':'2012-10-17','Statement':[{" + statement + "}]}").replace('\'', '"'));
  }
}
