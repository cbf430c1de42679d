package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/lab-admin";
  private static final String ACCOUNT = "111122223333";
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
        ON_ALL
            + ",'Condition':{'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'}}",
        ON_ALL + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':['ROLE','arn:aws:iam::*:root']}}",
        ON_ALL + ",'Condition':{'StringNotLike':{'aws:userid':'111122223333'}}",
        "'Principal':{'AWS':'111122223333'},'Resource':'*'",
        "'Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Resource':'*'",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':['ROLE','arn:aws:iam::111122223333:role/ica-connect/lab/*']}}",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::111122223333:assumed-role/BreakGlass/*'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:userid':'AROA1234EXAMPLE:*'}}",
        ON_ALL + ",'Condition':{'StringNotLike':{'aws:userid':'AIDA1234EXAMPLE:*'}}",
        ON_ALL + ",'Condition':{'StringEquals':{'aws:PrincipalAccount':'111122223333'}}",
      })
  void denies_everybody_but_those(String elements) {
    assertThat(Meaning.deniesAllBut(deny(elements.replace("ROLE", ROLE)), Set.of(ROLE), ACCOUNT))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':{'AWS':'444455556666'},'Resource':'*'",
        "'Principal':{'AWS':'ROLE'},'Resource':'*'",
        "'Principal':'*','NotResource':'arn:aws:s3:::lab/public/*'",
        "'NotPrincipal':{'AWS':['ROLE','arn:aws:iam::111122223333:role/other']},'Resource':'*'",
        "'NotPrincipal':'*','Resource':'*'",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalArn':['ROLE','ROLE2']}}",
        ON_ALL + ",'Condition':{'StringEquals':{'aws:PrincipalArn':'ROLE'}}",
        ON_ALL + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:*'}}",
        ON_ALL + ",'Condition':{'StringNotLike':{'aws:userid':'AROA*'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
        ON_ALL
            + ",'Condition':{'ArnNotLike':{'aws:PrincipalArn':'ROLE'},'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalType':'User'}}",
        ON_ALL + ",'Condition':{'StringNotEquals':{'aws:PrincipalAccount':'111122223333'}}",
        ON_ALL + ",'Condition':{'StringEquals':{'aws:PrincipalAccount':'444455556666'}}",
      })
  void spares_somebody_else_too(String elements) {
    assertThat(Meaning.deniesAllBut(deny(elements.replace("ROLE", ROLE)), Set.of(ROLE), ACCOUNT))
        .isFalse();
  }

  /** A name, an id, or a part of a name or of a path; alone, or beside what is none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/pipeline-*'}",
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/*-pipeline'}",
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/team/*'}",
        "'StringNotLike':{'aws:PrincipalArn':'*role/team/*'}",
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/ica-connect-admin'}",
        "'StringNotLike':{'aws:PrincipalArn':'*/pipeline?'}",
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::111122223333:federated-user/ica*'}",
        "'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Lab_*'}",
        "'ArnNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/role'}",
        "'StringNotLike':{'aws:userid':'AROA1234EXAMPLE:*'}",
        "'StringNotLike':{'aws:userid':'AROA1234*'}",
        "'StringNotLike':{'aws:userid':'*:alice@lab.example'}",
        "'StringNotEquals':{'aws:userid':'111122223333:alice'}",
        "'StringNotLike':{'aws:username':'lab-*'}",
        "'StringNotLike':{'aws:userid':['AROA1234EXAMPLE:*','AIDA*','111122223333']}",
        "'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::444455556666:*','arn:aws:iam::111122223333:role/lab']}",
        "'StringNotLike':{'aws:userid':'AROA*'},'StringNotEquals':{'aws:username':'alice'}",
      })
  void names_somebody_whom_it_excepts(String condition) {
    assertThat(Meaning.isListOfWhoMay(deny(ON_ALL + ",'Condition':{" + condition + "}"))).isTrue();
  }

  /** A stranger fits it: a kind of credentials, an account, everybody. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'StringNotLike':{'aws:userid':'AROA*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:userid':'AROA*:*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:userid':'aroa?????????????????:*'}|it guards which kind of credentials may do this
          'StringNotLikeIfExists':{'aws:userid':['AIDA*','*:*']}|it guards which kind of credentials may do this
          'StringNotEquals':{'aws:userid':'AROA*'}|it lets nobody do this, whoever asks
          'StringNotEquals':{'aws:userid':'AROA1234EXAMPLE:*'}|it lets nobody do this, whoever asks
          'StringNotEquals':{'aws:userid':'AROA1234EXAMPLE'}|it lets nobody do this, whoever asks
          'StringNotLike':{'aws:userid':'AIDA1234EXAMPLE:*'}|it lets nobody do this, whoever asks
          'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/pipeline-*'}|it lets nobody do this, whoever asks
          'StringNotEquals':{'aws:username':'lab-?'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::111122223333:assumed-role/lab/*'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':['arn:aws:sts::111122223333:assumed-role/lab/*','arn:aws:iam::111122223333:root']}|it lets only root users do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/ica-connect/lab/*'}|it lets only this application do this
          'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::111122223333:role/ica-connect/lab/*','arn:aws:iam::111122223333:root']}|it lets only root users do this
          'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-1'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}|it guards an organisation
          'StringNotEqualsIfExists':{'aws:SourceVpc':'vpc-1'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false','aws:ViaAWSService':'false'},'ArnNotLikeIfExists':{'aws:PrincipalArn':'arn:aws:iam::*:role/aws-service-role/*'}|it guards a network
          'Bool':{'aws:PrincipalIsAWSService':'false','aws:ViaAWSService':'false'}|it lets only AWS services do this or it lets this be done only through AWS services
          'Bool':{'aws:ViaAWSMCPService':'true'}|it guards what is asked through AWS's MCP servers
          'StringEquals':{'aws:CalledViaAWSMCP':'aws-mcp.amazonaws.com'}|it guards what is asked through AWS's MCP servers
          'StringNotLike':{'aws:userid':'*:i-*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:userid':'111122223333:*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:username':'*'}|it guards which kind of credentials may do this
          'StringNotEquals':{'aws:username':''}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:*:iam::111122223333:role/*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:PrincipalArn':'*:role/*'}|it guards which kind of credentials may do this
          'StringNotLike':{'aws:PrincipalArn':'arn:aws:sts::*assumed-role/*'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::*:assumed-role/*/i-*'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/*'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/*/*'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/${aws:username}'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*'}|it guards which kind of credentials may do this
          'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::444455556666:*','arn:aws:sts::444455556666:*']}|it guards which accounts may do this
          'StringNotLike':{'aws:PrincipalArn':'arn:aws:iam::4444*'}|it guards which accounts may do this
          'StringNotLike':{'aws:PrincipalArn':'*:444455556666:*'}|it guards which accounts may do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws-cn:iam::444455556666:*'}|it guards which accounts may do this
          'StringNotEquals':{'aws:PrincipalArn':'444455556666'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:group/Admins'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:instance-profile/x'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:assumed-role/BreakGlass/*'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::111122223333:role/BreakGlass'}|it lets nobody do this, whoever asks
          'StringNotLike':{'aws:PrincipalArn':'*:assumed-role/BreakGlass/*'}|it lets nobody do this, whoever asks
          'StringNotEquals':{'aws:PrincipalTag/team':'lab-*'}|it lets nobody do this, whoever asks
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:sts::111122223333:assumed-role/lab/*'},'Bool':{'aws:PrincipalIsAWSService':'false'}|it lets only AWS services do this
          'StringEquals':{'aws:PrincipalAccount':'111122223333'},'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'}|it lets only root users do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/ica-connect*'}|it lets only this application do this
          'StringNotLike':{'aws:PrincipalArn':'*role/ica-connect/lab/*'}|it lets only this application do this
          'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:root'}|it lets only root users do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:root'}|it lets only root users do this
          'StringNotLike':{'aws:userid':'111122223333'}|it lets only root users do this
          'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/aws-service-role/*'}|it lets only AWS services do this
          'StringNotEquals':{'aws:PrincipalArn':[]}|it lets nobody do this, whoever asks
          'StringNotLike':{'aws:PrincipalTag/team':'*'}|it guards by tags of who asks\
          """)
  void names_nobody(String condition, String words) {
    Statement statement = deny(ON_ALL + ",'Condition':{" + condition + "}");

    assertThat(Meaning.isListOfWhoMay(statement)).isFalse();
    assertThat(Meaning.inWords(statement)).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'arn:aws:iam::444455556666:root'",
        "['444455556666','arn:aws:iam::111122223333:root']",
      })
  void spares_accounts_and_nobody_in_them(String notPrincipal) {
    Statement statement = deny("'NotPrincipal':{'AWS':" + notPrincipal + "},'Resource':'*'");

    assertThat(Meaning.isListOfWhoMay(statement)).isFalse();
    assertThat(Meaning.inWords(statement)).contains("it guards which accounts may do this");
  }

  @Test
  void spares_somebody_beside_an_account() {
    assertThat(
            Meaning.isListOfWhoMay(
                deny("'NotPrincipal':{'AWS':['444455556666','" + ROLE + "']},'Resource':'*'")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'StringEquals':{'aws:PrincipalArn':'USER'}|true
          'ArnLike':{'aws:PrincipalArn':['arn:aws:iam::*:role/x','arn:aws:iam::*:user/illumina*']}|true
          'StringLike':{'aws:username':'illumina*'}|true
          'StringEqualsIgnoreCase':{'aws:username':'ILLUMINA_ICA_ADMIN'}|true
          'ForAnyValue:StringEqualsIfExists':{'aws:username':'illumina_ica_admin'}|true
          'StringEquals':{'aws:userid':'AIDAILLUMINAADMIN0001'}|true
          'StringLike':{'aws:username':'*'}|false
          'StringLike':{'aws:username':['illumina*','*']}|false
          'StringEquals':{'aws:username':'${aws:username}'}|false
          'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:user/*'}|false
          'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:*'}|false
          'StringLike':{'aws:userid':'AIDA*'}|false
          'StringNotEquals':{'aws:username':'alice'}|false
          'Null':{'aws:username':'false'}|false
          'StringEquals':{'aws:PrincipalAccount':'111122223333'}|false
          'StringIs':{'aws:username':'illumina_ica_admin'}|false\
          """)
  void means_who_asks_where_only_the_name_meets_a_condition(String condition, boolean means) {
    var request =
        Requests.get(
            Map.of(
                "aws:PrincipalArn", Fact.known(Requests.USER),
                "aws:username", Fact.known("illumina_ica_admin"),
                "aws:userid", Fact.known("AIDAILLUMINAADMIN0001")));

    assertThat(
            Meaning.means(
                deny(ON_ALL + ",'Condition':{" + condition.replace("USER", Requests.USER) + "}"),
                request))
        .isEqualTo(means);
  }

  private static Statement deny(String elements) {
    String policy =
        "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*'," + elements + "}}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst();
  }
}
