package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExceptionListsTest {
  @Test
  void only_negated_conditions_on_the_principals_arn_are_lists_of_who_is_spared() {
    var statement =
        Policies.json(
            """
            {'Condition':{
              'ArnNotLike':{'aws:PrincipalArn':['a'],'aws:SourceVpc':'x'},
              'ForAnyValue:StringNotLike':{'AWS:principalarn':'b'},
              'StringEquals':{'aws:PrincipalArn':'c'}}}\
            """);

    assertThat(ExceptionLists.in(statement))
        .containsExactlyInAnyOrder(
            "/Condition/ArnNotLike/aws:PrincipalArn",
            "/Condition/ForAnyValue:StringNotLike/AWS:principalarn");
  }
}
