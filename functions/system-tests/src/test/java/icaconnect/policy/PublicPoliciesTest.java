package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.policy.PublicPolicy.Kind;
import icaconnect.policy.PublicPolicy.Right;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our judge on published bucket policies, beside what is right by AWS's documentation. */
class PublicPoliciesTest {
  @TestFactory
  Stream<DynamicTest> says_what_is_right_for_every_principal_and_action() {
    return PublicPolicy.all().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  @Test
  void are_at_least_a_hundred_and_twenty_each_with_its_source() {
    assertThat(PublicPolicy.all())
        .hasSizeGreaterThanOrEqualTo(120)
        .allSatisfy(each -> assertThat(each.source()).startsWith("https://"));
  }

  private static void check(PublicPolicy each) {
    var judgement = Judgement.of(each.policy(), each.ica());
    for (Request request : each.ica().requests()) {
      Right ours = ours(judgement.ruling(request));
      Right right = each.right(request);
      assertThat(ours.kind())
          .describedAs("%s of %s: %s", request.action(), request.principal().label(), ours)
          .isEqualTo(right.kind());
      assertThat(ours.keys()).containsAll(right.keys());
    }
  }

  private static Right ours(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allowed _ -> new Right(Kind.ALLOWED, Set.of());
      case Ruling.NotGranted _ -> new Right(Kind.NOT_GRANTED, Set.of());
      case Ruling.Blocked _ -> new Right(Kind.DENIED, Set.of());
      case Ruling.MayBeBlocked depends ->
          new Right(
              Kind.DEPENDS,
              depends.keys().stream()
                  .map(key -> key.equals(Target.OBJECT_KEY) ? key : key.toLowerCase(Locale.ROOT))
                  .collect(Collectors.toSet()));
    };
  }
}
