package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorsRuleTest {
  private static final CorsRule RULE =
      new CorsRule(
          Optional.of("a"),
          List.of("x-amz-*", "Range"),
          List.of("GET", "PUT"),
          List.of("https://lab.example", "https://two.example"),
          List.of("ETag", "x-run"),
          Optional.of(300));

  @Test
  void order_spelling_of_headers_and_id_do_not_matter() {
    assertThat(
            RULE.meansTheSameAs(
                new CorsRule(
                    Optional.empty(),
                    List.of("range", "X-AMZ-*"),
                    List.of("PUT", "GET"),
                    List.of("https://two.example", "https://lab.example"),
                    List.of("X-Run", "etag"),
                    Optional.of(300))))
        .isTrue();
  }

  @Test
  void each_field_alone_makes_another_rule() {
    var headers = RULE.allowedHeaders();
    var methods = RULE.allowedMethods();
    var origins = RULE.allowedOrigins();
    var exposed = RULE.exposeHeaders();
    var age = RULE.maxAgeSeconds();

    assertThat(
            List.of(
                new CorsRule(RULE.id(), List.of("Range"), methods, origins, exposed, age),
                new CorsRule(RULE.id(), headers, List.of("GET"), origins, exposed, age),
                new CorsRule(
                    RULE.id(), headers, methods, List.of("https://lab.example"), exposed, age),
                new CorsRule(RULE.id(), headers, methods, origins, List.of("ETag"), age),
                new CorsRule(RULE.id(), headers, methods, origins, exposed, Optional.of(301)),
                new CorsRule(RULE.id(), headers, methods, origins, exposed, Optional.empty())))
        .noneMatch(RULE::meansTheSameAs);
  }

  @Test
  void lists_that_are_not_there_are_empty() {
    var bare = new CorsRule(Optional.empty(), null, null, null, null, Optional.empty());

    assertThat(bare.allowedHeaders()).isEmpty();
    assertThat(bare.allowedMethods()).isEmpty();
    assertThat(bare.allowedOrigins()).isEmpty();
    assertThat(bare.exposeHeaders()).isEmpty();
  }
}
