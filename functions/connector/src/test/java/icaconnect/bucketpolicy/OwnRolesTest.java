package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import icaconnect.policy.ApplicationRole;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnRolesTest {
  @Test
  void each_role_that_is_known_is_named_with_its_calls() {
    var roles = OwnRoles.of("*", "labs", Optional.of("c"), Optional.of("p"), Optional.of("v"));

    assertThat(roles.roles())
        .extracting(ApplicationRole::arn, ApplicationRole::functionName)
        .containsExactly(
            tuple("c", "labs-cors"), tuple("p", "labs-bucket-policy"), tuple("v", "labs-verify"));
    assertThat(
            OwnRoles.of("*", "labs", Optional.empty(), Optional.of("p"), Optional.empty()).roles())
        .hasSize(1);
  }
}
