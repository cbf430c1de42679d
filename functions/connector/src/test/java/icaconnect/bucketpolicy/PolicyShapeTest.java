package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                              | it is no object",
        "{'Statement':[{'Effect':'Deny'},7]}                             | statement 2 is no object",
        "{'Statement':[{'Principal':'everybody'}]}                       | statement 1 has an odd Principal",
        "{'Statement':[{'NotPrincipal':['*']}]}                          | statement 1 has an odd NotPrincipal",
        "{'Statement':[{'Condition':'never'}]}                           | statement 1 has an odd Condition",
        "{'Statement':[{'Condition':{'Bool':{}}},{'Condition':{'Bool':'x'}}]} | statement 2 has an odd Condition"
      },
      quoteCharacter = '"')
  void what_s3_would_not_have_stored_is_refused_with_its_place(String policy, String what) {
    assertThatThrownBy(() -> PolicyShape.check(Policies.json(policy)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not of the documented form: " + what + ".");
  }

  @Test
  void what_edits_do_not_reach_into_is_not_looked_at() {
    assertThatCode(() ->
            PolicyShape.check(
                Policies.json(
                    "{'Statement':{'Principal':'*','Condition':{'Bool':{'a':[]}},'Action':7}}")))
        .doesNotThrowAnyException();
  }
}
