package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.OrphanedPrincipals.Orphan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPrincipalsTest {
  private static final JsonNode POLICY =
      Json.parse(
          """
          {'Statement':[
            {'Sid':'','Principal':'*'},
            {'Sid':'named','Principal':{'AWS':['*','111122223333','AROAEXAMPLEEXAMPLE123']}},
            {'NotPrincipal':{'AWS':['111122223333','AIDAEXAMPLEEXAMPLE123'],'Service':'s3.amazonaws.com'}}]}
          """
              .replace('\'', '"'));

  @Test
  void each_principal_is_named_once_and_everybody_is_none() {
    assertThat(NamedPrincipals.in(POLICY))
        .containsExactly("111122223333", "AROAEXAMPLEEXAMPLE123", "AIDAEXAMPLEEXAMPLE123");
    assertThat(NamedPrincipals.whereItLasts(POLICY))
        .contains(": 111122223333, AROAEXAMPLEEXAMPLE123, AIDAEXAMPLEEXAMPLE123.");
  }

  @Test
  void who_has_been_deleted_is_found_where_it_stands() {
    var orphans = OrphanedPrincipals.in(POLICY);

    assertThat(orphans)
        .containsExactly(
            new Orphan("/Statement/1/Principal/AWS", "AROAEXAMPLEEXAMPLE123"),
            new Orphan("/Statement/2/NotPrincipal/AWS", "AIDAEXAMPLEEXAMPLE123"));
    assertThat(orphans).extracting(Orphan::kind).containsExactly("role", "user");
  }

  /**
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
   */
  @ParameterizedTest
  @CsvSource({
    "AIDAEXAMPLEEXAMPLE123, true",
    "AROAEXAMPLEEXAMPLE123, true",
    "AKIAEXAMPLEEXAMPLE123, false",
    "AROA, false",
    "111122223333, false",
    "arn:aws:iam::111122223333:role/AROAEXAMPLEEXAMPLE123, false",
  })
  void only_an_id_of_a_user_or_role_is_of_somebody_deleted(String name, boolean orphan) {
    assertThat(OrphanedPrincipals.isOrphan(name)).isEqualTo(orphan);
  }

  @Test
  void an_empty_sid_is_none() {
    var statements = PolicyDocument.statementsOf(POLICY);
    assertThat(PolicyDocument.sidOf(statements.get(0))).isEmpty();
    assertThat(PolicyDocument.sidOf(statements.get(1))).hasValue("named");
    assertThat(PolicyDocument.sidOf(statements.get(2))).isEmpty();
  }
}
