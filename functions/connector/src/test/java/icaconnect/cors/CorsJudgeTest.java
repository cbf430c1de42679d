package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsJudgeTest {
  private static final String ICA = "https://ica.illumina.com";
  private static final List<String> ALL = CorsRule.ICA_METHODS;
  private static final List<String> ANY = List.of("*");
  private static final List<String> ETAG = List.of("ETag");

  @Test
  void a_star_stands_for_any_text_but_the_ends_may_not_overlap() {
    CorsRule rule = rule(ANY, ALL, List.of("https://a*a"), ETAG);

    assertThat(CorsJudge.grantsIca(List.of(rule), List.of("https://aa"))).isTrue();
    assertThat(CorsJudge.grantsIca(List.of(rule), List.of("https://a"))).isFalse();
  }

  @Test
  void header_names_have_no_case_but_origins_have() {
    CorsRule rule = rule(ANY, ALL, List.of(ICA), List.of("etag"));

    assertThat(CorsJudge.grantsIca(List.of(rule), List.of(ICA))).isTrue();
    assertThat(CorsJudge.grantsIca(List.of(rule), List.of("https://ICA.illumina.com"))).isFalse();
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
