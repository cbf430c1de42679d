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
  void the_same_grants_nothing_besides() {
    assertThat(Grants.superfluous(WISHED, WISHED)).isEmpty();
    assertThat(Grants.missing(WISHED, WISHED)).isEmpty();
  }

  private static JsonNode policy(String statement) {
    return Json.parse(
        ("{'Version':'2012-10-17','Statement':[{" + statement + "}]}").replace('\'', '"'));
  }
}
