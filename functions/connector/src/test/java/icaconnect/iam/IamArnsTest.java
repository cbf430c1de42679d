package icaconnect.iam;

import static icaconnect.iam.IamFixtures.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IamArnsTest {
  @Test
  void are_those_that_AWS_answers_and_else_the_expected_ones() {
    var theirs = new IamUser("lab_ica", "arn:aws:iam::1:user/x/lab_ica", Map.of(), List.of());
    var policy = new ManagedPolicy("arn:aws:iam::1:policy/x/lab", Map.of(), IamFixtures.WISHED, 0);

    assertThat(IamArns.of(NAMES, IamFixtures.none()))
        .isEqualTo(new IamArns(NAMES.userArn(), NAMES.policyArn()));
    assertThat(IamArns.of(NAMES, IamState.of(Optional.of(theirs), Optional.of(policy))))
        .isEqualTo(new IamArns(theirs.arn(), policy.arn()));
  }

  @Test
  void change_one_at_a_time() {
    var arns = new IamArns("user", "policy");

    assertThat(arns.withUserArn("other")).isEqualTo(new IamArns("other", "policy"));
    assertThat(arns.withPolicyArn("other")).isEqualTo(new IamArns("user", "other"));
  }
}
