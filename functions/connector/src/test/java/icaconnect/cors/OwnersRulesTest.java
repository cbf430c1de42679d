package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnersRulesTest {
  private static final List<String> ICA = List.of("https://ica.illumina.com");

  @Test
  void the_owners_rule_has_an_id_that_is_free() {
    assertThat(idOfLacking(List.of())).isEqualTo("ICA");
    assertThat(idOfLacking(List.of(rule("ICA", "https://lab.example")))).isEqualTo("ICA-2");
    assertThat(
            idOfLacking(
                List.of(rule("ICA", "https://lab.example"), rule("ICA-2", "https://lab.example"))))
        .isEqualTo("ICA-3");
  }

  @Test
  void rules_for_these_origins_alone_are_named_by_id_or_by_number() {
    var nameless =
        new CorsRule(Optional.empty(), List.of(), List.of("GET"), ICA, List.of(), Optional.empty());

    assertThat(
            OwnersRules.onlyFor(
                List.of(
                    rule("theirs", "https://lab.example"), nameless, rule("ica", ICA.getFirst())),
                ICA))
        .containsExactly("number 2", "ica");
  }

  /** S3 has none, and what is sent here is not always what S3 has. */
  @Test
  void a_rule_without_origins_is_for_nobody() {
    var empty =
        new CorsRule(
            Optional.of("e"), List.of(), List.of("GET"), List.of(), List.of(), Optional.empty());

    assertThat(OwnersRules.onlyFor(List.of(empty), ICA)).isEmpty();
  }

  private static String idOfLacking(List<CorsRule> current) {
    return OwnersRules.lacking(current, ICA).orElseThrow().id().orElseThrow();
  }

  private static CorsRule rule(String id, String origin) {
    return new CorsRule(
        Optional.of(id), List.of(), List.of("GET"), List.of(origin), List.of(), Optional.empty());
  }
}
