package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPlannerTest {
  private static final String ID = "ica-connect:ica-connect:us-east-1";
  private static final List<String> ICA = List.of("https://ica.illumina.com");
  private static final CorsRule THEIRS =
      new CorsRule(
          Optional.empty(),
          List.of(),
          List.of("GET"),
          List.of("https://portal.example"),
          List.of(),
          Optional.empty());

  @Test
  void our_rule_is_the_vendors_under_our_id() throws IOException {
    CorsRule vendors = file("vendor").getFirst();

    assertThat(CorsRule.ours(ID, ICA))
        .isEqualTo(
            new CorsRule(
                Optional.of(ID),
                vendors.allowedHeaders(),
                vendors.allowedMethods(),
                vendors.allowedOrigins(),
                vendors.exposeHeaders(),
                vendors.maxAgeSeconds()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-rules-at-all",
        "rules-of-two-other-owners",
        "a-narrower-rule-that-would-answer-ICA-first",
        "the-vendors-rule-put-there-by-hand",
        "ours-behind-another-rule",
        "ours-behind-the-vendors-rule",
        "ours-for-an-origin-of-an-earlier-request",
        "ours-twice",
        "ours-with-its-lists-in-another-order",
      })
  void leads_from_before_to_after_and_takes_back(String bucket) throws IOException {
    List<CorsRule> after = file(bucket + "/after");

    assertThat(CorsPlanner.connect(ID, ICA, file(bucket + "/before")).after()).isEqualTo(after);
    assertThat(CorsPlanner.connect(ID, ICA, after)).isEqualTo(new CorsPlan.Keep(after));
    assertThat(CorsPlanner.disconnect(ID, after).after()).isEqualTo(file(bucket + "/taken-back"));
  }

  @Test
  void deletes_the_configuration_with_its_last_rule() {
    List<CorsRule> onlyOurs = List.of(CorsRule.ours(ID, ICA));

    assertThat(CorsPlanner.disconnect(ID, onlyOurs)).isEqualTo(new CorsPlan.Delete(onlyOurs));
  }

  /** 99 rules of 650 characters are fewer than a hundred and still too many bytes. */
  @Test
  void takes_no_document_of_more_than_64_kilobytes() {
    var long99 =
        Collections.nCopies(
            99,
            new CorsRule(
                Optional.empty(),
                List.of(),
                List.of("GET"),
                List.of("https://" + "x".repeat(650)),
                List.of(),
                Optional.empty()));

    assertThatThrownBy(() -> CorsPlanner.connect(ID, ICA, long99))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("CORS_TOO_LARGE")
        .hasMessageContaining("65536");
    assertThat(CorsPlanner.connect(ID, ICA, long99.subList(0, 80)).after()).hasSize(81);
  }

  @Test
  void takes_a_document_of_exactly_64_kilobytes() {
    int others = CorsDocument.size(List.of(CorsRule.ours(ID, ICA), filling(0)));

    int left = CorsDocument.MAX_BYTES - others;
    assertThat(CorsPlanner.connect(ID, ICA, List.of(filling(left))).after()).hasSize(2);
    assertThatThrownBy(() -> CorsPlanner.connect(ID, ICA, List.of(filling(left + 1))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void little_room_is_said_by_number_and_by_size() {
    var ours = CorsRule.ours(ID, ICA);

    assertThat(CorsPlanner.room(Collections.nCopies(89, ours))).isEmpty();
    assertThat(CorsPlanner.room(Collections.nCopies(90, ours)))
        .extracting(Finding::message)
        .containsExactly(
            "The bucket's list of CORS rules has 90 of at most 100 rules, so 10 are left for whatever comes next.");
    assertThat(CorsPlanner.room(List.of(ours, filling(60_000))))
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .contains("of at most 65536 bytes");
  }

  /** S3 has taken it once, and it does not grow. */
  @Test
  void a_document_that_is_too_large_already_may_be_put_in_order() {
    var ours = CorsRule.ours(ID, ICA);
    var large = filling(CorsDocument.MAX_BYTES);

    assertThat(CorsPlanner.connect(ID, ICA, List.of(large, ours)).after())
        .containsExactly(ours, large);
  }

  private static CorsRule filling(int characters) {
    return new CorsRule(
        Optional.empty(),
        List.of(),
        List.of("GET"),
        List.of("https://" + "x".repeat(characters)),
        List.of(),
        Optional.empty());
  }

  @Test
  void takes_the_hundredth_place_but_no_more() {
    assertThat(CorsPlanner.connect(ID, ICA, Collections.nCopies(99, THEIRS)).after()).hasSize(100);

    assertThatThrownBy(() -> CorsPlanner.connect(ID, ICA, Collections.nCopies(100, THEIRS)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("CORS_FULL")
        .hasMessageContaining("Remove or join some of them");
  }

  @Test
  void says_where_our_rule_was_moved_from() {
    CorsRule ours = CorsRule.ours(ID, ICA);
    CorsPlan plan = CorsPlanner.connect(ID, ICA, List.of(THEIRS, ours));

    assertThat(CorsChanges.of(plan, ID))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.what())
              .isEqualTo("CORS rule ica-connect:ica-connect:us-east-1: position");
          assertThat(change.from()).contains(Json.tree(1));
          assertThat(change.to()).contains(Json.tree(0));
        });
  }

  @Test
  void a_rule_that_was_first_before_has_not_moved() {
    CorsRule earlier = CorsRule.ours(ID, List.of("https://earlier.example"));
    CorsPlan plan = CorsPlanner.connect(ID, ICA, List.of(earlier, THEIRS));

    assertThat(CorsChanges.of(plan, ID))
        .singleElement()
        .satisfies(change -> assertThat(change.what()).doesNotContain("position"));
  }

  private static List<CorsRule> file(String name) throws IOException {
    try (var in = CorsPlannerTest.class.getResourceAsStream("/cors/" + name + ".json")) {
      return Json.MAPPER.readValue(in, new TypeReference<List<CorsRule>>() {});
    }
  }
}
