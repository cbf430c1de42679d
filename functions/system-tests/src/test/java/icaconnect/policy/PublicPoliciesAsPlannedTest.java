package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.PlannedEarlier;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * As AsPlannedProperties beside the code, with the policies that somebody has published. A run
 * takes a fixed sample of the pairs, {@code -DasPlanned.every=1} takes all.
 */
class PublicPoliciesAsPlannedTest {
  private static final int EVERY = Integer.getInteger("asPlanned.every", 10);
  private static final List<Optional<JsonNode>> PUBLISHED =
      PublicPolicy.all().map(PublicPolicy::policy).map(Optional::of).toList();

  @Test
  void a_plan_made_on_one_is_carried_out_on_another_as_planned_or_not_at_all() {
    assertBoth(PlannedEarlier.onPairs(PUBLISHED, PUBLISHED, EVERY));
  }

  @Test
  void so_is_one_between_them_and_the_policies_of_our_own_tests() throws IOException {
    assertBoth(PlannedEarlier.onPairs(PUBLISHED, ours(), EVERY));
    assertBoth(PlannedEarlier.onPairs(ours(), PUBLISHED, EVERY));
  }

  private static void assertBoth(PlannedEarlier.Ends ends) {
    assertThat(ends.written()).as("%s", ends).isGreaterThan(20);
    assertThat(ends.refused()).as("%s", ends).isGreaterThan(20);
  }

  private static List<Optional<JsonNode>> ours() throws IOException {
    try (var corpus =
            Files.list(Checkout.file("functions/connector/src/test/resources/bucketpolicy"));
        var enforced =
            Files.list(
                Checkout.file("functions/system-tests/src/test/resources/enforced/policies"))) {
      return Stream.concat(
              corpus.filter(Files::isDirectory).map(one -> one.resolve("before.json")), enforced)
          .sorted()
          .map(file -> Checkout.text(file.toString()).replace("BUCKET", "lab-genomics"))
          .map(Json::parse)
          .map(Optional::of)
          .toList();
    }
  }
}
