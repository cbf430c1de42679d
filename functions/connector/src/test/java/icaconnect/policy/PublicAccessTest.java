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
        "'Principal':{'Federated':'graph.facebook.com'}",
        "'Principal':{'Service':'*'}",
        "'Principal':{'Service':['s3.amazonaws.com','*']}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/7'}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'2001:db8::/31'}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['203.0.113.0/24','2001::/16']}}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'no address'}}",
        "'Principal':'*','Condition':{'StringEquals':{'aws:SourceIp':'203.0.113.7'}}",
        "'Principal':'*','Condition':{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-east-1:*:accesspoint/lab'}}",
        "'Principal':'*','Condition':{'StringLike':{'aws:userid':'AROAEXAMPLEID1234567:*'}}",
        "'Principal':'*','Condition':{'ForAllValues:StringEquals':{'aws:PrincipalOrgID':'o-1'}}",
        "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalArn':'${aws:PrincipalArn}'}}",
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
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['10.0.0.0/8','2001:db8::/32']}}",
        "'Principal':'*','Condition':{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-east-1:111122223333:accesspoint/*'}}",
        "'Principal':'*','Condition':{'StringEquals':{'s3:DataAccessPointAccount':'111122223333'}}",
        "'Principal':{'Federated':'graph.facebook.com'},'Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1'}}",
        "'Principal':{'CanonicalUser':'79a5'}",
        "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['203.0.113.7','2001:db8::1']}}",
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
