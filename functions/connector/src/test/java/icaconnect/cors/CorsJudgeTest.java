package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorsJudgeTest {
  private static final String ICA = "https://ica.illumina.com";
  private static final List<String> ALL = CorsRule.ICA_METHODS;
  private static final List<String> ANY = List.of("*");
  private static final List<String> ETAG = List.of("ETag");

  @Test
  void the_first_rule_that_matches_answers() {
    CorsRule narrow = rule(List.of("content-type"), List.of("GET"), ANY, List.of());
    CorsRule wide = rule(ANY, ALL, List.of(ICA), ETAG);

    assertThat(CorsJudge.answer(List.of(narrow, wide), new CorsRequest(ICA, "GET", Set.of())))
        .contains(narrow);
    assertThat(
            CorsJudge.answer(List.of(narrow, wide), new CorsRequest(ICA, "GET", Set.of("range"))))
        .contains(wide);
    assertThat(CorsJudge.answer(List.of(narrow), new CorsRequest(ICA, "PUT", Set.of()))).isEmpty();
  }

  @Test
  void a_star_stands_for_any_text_but_the_ends_may_not_overlap() {
    CorsRule rule = rule(List.of(), List.of("GET"), List.of("https://a*a"), List.of());

    assertThat(CorsJudge.answer(List.of(rule), new CorsRequest("https://aa", "GET", Set.of())))
        .isPresent();
    assertThat(CorsJudge.answer(List.of(rule), new CorsRequest("https://a", "GET", Set.of())))
        .isEmpty();
  }

  @Test
  void header_names_have_no_case_but_origins_have() {
    CorsRule rule = rule(List.of("X-Amz-*"), List.of("GET"), List.of(ICA), List.of());

    assertThat(CorsJudge.answer(List.of(rule), new CorsRequest(ICA, "GET", Set.of("x-amz-date"))))
        .isPresent();
    assertThat(
            CorsJudge.answer(
                List.of(rule), new CorsRequest("https://ICA.illumina.com", "GET", Set.of())))
        .isEmpty();
  }

  @Test
  void all_that_ica_needs_may_be_spread_over_rules_of_theirs() {
    CorsRule reads = rule(ANY, List.of("GET", "HEAD"), ANY, ETAG);
    CorsRule writes =
        rule(ANY, List.of("PUT", "POST", "DELETE"), List.of("https://*.illumina.com"), ETAG);

    assertThat(CorsJudge.grantsIca(List.of(reads, writes), List.of(ICA))).isTrue();
    assertThat(CorsJudge.grantsIca(List.of(reads, writes), List.of(ICA, "https://other.example")))
        .isFalse();
  }

  @Test
  void a_rule_that_answers_without_the_etag_is_in_the_way() {
    CorsRule wide = rule(ANY, ALL, List.of(ICA), ETAG);

    assertThat(
            CorsJudge.grantsIca(
                List.of(rule(ANY, List.of("GET"), ANY, List.of()), wide), List.of(ICA)))
        .isFalse();
    assertThat(
            CorsJudge.grantsIca(
                List.of(rule(List.of("range"), ALL, ANY, List.of()), wide), List.of(ICA)))
        .isFalse();
    assertThat(
            CorsJudge.grantsIca(
                List.of(wide, rule(ANY, List.of("GET"), ANY, List.of())), List.of(ICA)))
        .isTrue();
  }

  private static CorsRule rule(
      List<String> headers, List<String> methods, List<String> origins, List<String> exposed) {
    return new CorsRule(Optional.empty(), headers, methods, origins, exposed, Optional.empty());
  }
}
