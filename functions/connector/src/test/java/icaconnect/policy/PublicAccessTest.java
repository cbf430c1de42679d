package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAccessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':'*'",
        "'Principal':{'AWS':['*']}",
        "'Principal':'*','Condition':{'StringLike':{'aws:SourceVpc':'vpc-*'}}",
        "'Principal':'*','Condition':{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}",
        "'Principal':'*','Condition':{'Bool':{'aws:SecureTransport':true}}",
      })
  void is_what_anybody_may_use(String statement) {
    assertThat(PublicAccess.in(policy(statement))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{'AWS':'111122223333'}",
        "'Principal':{'Service':'cloudfront.amazonaws.com'}",
        "'Principal':'*','Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1'}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':['o-1']}}",
      })
  void is_not_what_fixed_values_narrow(String statement) {
    assertThat(PublicAccess.in(policy(statement))).isEmpty();
  }

  private static JsonNode policy(String statement) {
    return Json.parse(
        ("{'Statement':[{'Effect':'Allow','Action':'s3:GetObject','Resource':'*',"
                + statement
                + "}]}")
            .replace('\'', '"'));
  }
}
