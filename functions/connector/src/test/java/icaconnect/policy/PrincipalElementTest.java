package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalElementTest {
  private static final Principal USER = user(false);
  private static final Principal SERVICE =
      new Principal(
          "S3", null, Set.of("s3.amazonaws.com"), Set.of("s3.amazonaws.com"), false, Map.of());

  @Test
  void means_whom_it_names_by_arn() {
    assertThat(element("'Principal':{'AWS':'" + Requests.USER + "'}").means(USER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Principal':'*'",
        "'Principal':{'AWS':['*','USER']}",
        "'Principal':{'AWS':'111122223333'}",
        "'NotPrincipal':{'AWS':'USER'}",
      })
  void means_nobody_by_a_star_an_account_or_who_is_spared(String element) {
    assertThat(element(element.replace("USER", Requests.USER)).means(USER)).isFalse();
  }

  /**
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
   */
  @ParameterizedTest
  @ValueSource(strings = {"'NotPrincipal':'*'", "'NotPrincipal':{'AWS':['USER','111122223333']}"})
  void not_principal_spares_nobody_with_a_permissions_boundary(String element) {
    var spared = element(element.replace("USER", Requests.USER));
    assertThat(spared.keepsOut(USER)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(spared.keepsOut(user(true))).isEqualTo(Verdict.APPLIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'NotPrincipal':'*'",
        "'NotPrincipal':{'AWS':'USER'}",
        "'NotPrincipal':{'AWS':'111122223333'}",
        "'NotPrincipal':{'CanonicalUser':'79a5'}",
      })
  void a_not_principal_lets_nobody_in_whom_it_lists_in_any_way(String element) {
    assertThat(element(element.replace("USER", Requests.USER)).letsIn(USER))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void a_not_principal_lets_everybody_else_in() {
    assertThat(element("'NotPrincipal':{'AWS':'444455556666'}").letsIn(USER))
        .isEqualTo(Verdict.APPLIES);
  }

  @Test
  void no_canonical_id_is_a_service() {
    var account = element("'Principal':{'CanonicalUser':'79a5'}");
    assertThat(account.keepsOut(USER)).isEqualTo(Verdict.dependsOn("CanonicalUser"));
    assertThat(account.keepsOut(SERVICE)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(element("'Principal':{'Service':'s3.amazonaws.com'}").keepsOut(SERVICE))
        .isEqualTo(Verdict.APPLIES);
  }

  private static Principal user(boolean bounded) {
    var names = Set.of("111122223333", Requests.USER);
    return new Principal("the user", Requests.USER, names, names, bounded, Map.of());
  }

  private static PrincipalElement element(String field) {
    return PrincipalElement.read(Json.parse(("{" + field + "}").replace('\'', '"')));
  }
}
