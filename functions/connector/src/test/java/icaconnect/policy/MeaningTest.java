package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/lab-admin";
  private static final String ON_ALL = "'Principal':'*','Resource':'*'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}",
        "'ForAnyValue:StringNotLike':{'aws:PrincipalOrgPaths':'o-1/*'}",
        "'StringNotEquals':{'aws:ResourceOrgID':'o-1'}",
        "'StringNotEquals':{'aws:SourceIdentity':'${aws:PrincipalOrgID}'}",
        "'Bool':{'aws:SecureTransport':'false'},'Null':{'aws:PrincipalOrgID':'false'}",
      })
  void asks_for_the_organisation_by_a_key_or_a_variable(String condition) {
    assertThat(Meaning.asksForOrganisation(deny(ON_ALL + ",'Condition':{" + condition + "}")))
        .isTrue();
  }

  /** aws:SourceOrgID is of a request that a service makes, not of who asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'StringNotEquals':{'aws:SourceOrgID':'o-1'}",
        "'StringNotEquals':{'aws:PrincipalAccount':'111122223333'}",
        "'StringNotEquals':{'aws:SourceIdentity':'${aws:username}'}",
      })
  void asks_for_something_else(String condition) {
    assertThat(Meaning.asksForOrganisation(deny(ON_ALL + ",'Condition':{" + condition + "}")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ON_ALL,
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalArn':'ROLE'}}",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':['ROLE','arn:aws:iam::*:role/aws-service-role/*']}}",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':'ROLE'},'Bool':{'aws:PrincipalIsAWSService':'false'}}",
        "'NotPrincipal':{'AWS':['ROLE','111122223333']},'Resource':'*'",
        "'NotPrincipal':{'AWS':['ROLE','arn:aws:iam::111122223333:root']},'Resource':'*'",
        "'NotPrincipal':{'AWS':'ROLE','Service':'s3.amazonaws.com'},'Resource':'*'",
      })
  void denies_everybody_but_those(String elements) {
    assertThat(Meaning.deniesAllBut(deny(elements.replace("ROLE", ROLE)), Set.of(ROLE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{'AWS':'111122223333'},'Resource':'*'",
        "'Principal':{'AWS':'ROLE'},'Resource':'*'",
        "'Principal':'*','NotResource':'arn:aws:s3:::lab/public/*'",
        "'NotPrincipal':{'AWS':['ROLE','arn:aws:iam::111122223333:role/other']},'Resource':'*'",
        "'NotPrincipal':'*','Resource':'*'",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalArn':['ROLE','ROLE2']}}",
        ON_ALL + ",'Condition':{'StringEquals':{'aws:PrincipalArn':'ROLE'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':'ROLE'},'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalType':'User'}}",
      })
  void spares_somebody_else_too(String elements) {
    assertThat(Meaning.deniesAllBut(deny(elements.replace("ROLE", ROLE)), Set.of(ROLE))).isFalse();
  }

  private static Statement deny(String elements) {
    String policy =
        "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*'," + elements + "}}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst();
  }
}
