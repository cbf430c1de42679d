package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeniedTest {
  private static final Principal USER = principal("ICA's user", Map.of("k", Fact.known("x")));
  private static final Principal SESSION =
      principal("ICA's sessions", Map.of("k", Fact.oneOf(Fact.known("x"), Fact.known("y"))));
  private static final Principal ROLE = principal("ICA's role", Map.of("k", Fact.known("x")));

  @Test
  void what_is_certain_is_said_apart_from_what_may_be() {
    var obstacle = denying(of(USER, "s3:A"), of(USER, "s3:B"), of(SESSION, "s3:A"));
    assertThat(Denied.toWhom(obstacle)).isEqualTo("s3:A and s3:B to ICA's user");
    assertThat(Denied.perhapsToo(obstacle))
        .isEqualTo("; it may deny s3:A to ICA's sessions as well, depending on k");
    assertThat(Denied.what(obstacle)).isEqualTo("s3:A and s3:B");
  }

  @Test
  void who_is_denied_the_same_is_named_together() {
    assertThat(Denied.toWhom(denying(of(USER, "s3:A"), of(ROLE, "s3:A"))))
        .isEqualTo("s3:A to ICA's user and ICA's role");
    assertThat(Denied.toWhom(denying(of(USER, "s3:A"), of(USER, "s3:B"), of(ROLE, "s3:B"))))
        .isEqualTo("s3:A and s3:B to ICA's user, and s3:B to ICA's role");
  }

  @Test
  void an_action_that_nobody_is_denied_for_certain_is_perhaps_denied() {
    var obstacle = denying(of(USER, "s3:A"), of(SESSION, "s3:B"));
    assertThat(Denied.what(obstacle)).isEqualTo("s3:A, and perhaps s3:B");
  }

  @Test
  void where_nothing_is_certain_all_is_said_and_nothing_more() {
    var obstacle = denying(of(SESSION, "s3:A"), of(SESSION, "s3:B"));
    assertThat(Denied.toWhom(obstacle)).isEqualTo("s3:A and s3:B to ICA's sessions");
    assertThat(Denied.perhapsToo(obstacle)).isEmpty();
    assertThat(Denied.what(obstacle)).isEqualTo("s3:A and s3:B");
  }

  private static Obstacle denying(Request... requests) {
    var policy =
        Json.parse(
            """
            {"Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
              "Condition": {"StringEquals": {"k": "x"}}}}
            """);
    return Obstacle.of(Statement.read(policy).getFirst(), List.of(requests)).orElseThrow();
  }

  private static Request of(Principal principal, String action) {
    return Request.of(principal, action, new Target.Exact("arn:aws:s3:::lab/x"), Map.of());
  }

  private static Principal principal(String label, Map<String, Fact> facts) {
    return new Principal(label, "arn:" + label, Set.of(), Set.of(), false, facts);
  }
}
