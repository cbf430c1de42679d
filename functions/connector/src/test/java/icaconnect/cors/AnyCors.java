package icaconnect.cors;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Rules and requests from so few words that rules often overlap and shadow each other. */
final class AnyCors extends DomainContextBase {
  static final List<String> HEADERS =
      List.of("content-type", "X-Amz-Date", "authorization", "x-none-knows");

  @Provide
  Arbitrary<CorsRule> rules() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, rulesOfAnyKind()), Tuple.of(1, rulesThatGrantMuch()));
  }

  private static Arbitrary<CorsRule> rulesThatGrantMuch() {
    return Combinators.combine(
            Arbitraries.of("*", "https://*.illumina.com"),
            Arbitraries.of("*", "content-type"),
            Arbitraries.of("ETag", "etag", "x-amz-version-id"))
        .as((origin, header, exposed) ->
            new CorsRule(
                Optional.empty(),
                List.of(header),
                CorsRule.ICA_METHODS,
                List.of(origin),
                List.of(exposed),
                Optional.empty()));
  }

  private static Arbitrary<CorsRule> rulesOfAnyKind() {
    return Combinators.combine(
            Arbitraries.of("portal", "upload", "r 1", "Ica-Connect").optional(0.7),
            some("*", "content-type", "x-amz-*", "X-AMZ-DATE", "*-type", "authorization", "a*n"),
            some("HEAD", "GET", "PUT", "POST", "DELETE").filter(methods -> !methods.isEmpty()),
            some(
                    "*",
                    "https://ica.illumina.com",
                    "https://*.illumina.com",
                    "https://*",
                    "http*.com",
                    "null")
                .filter(origins -> !origins.isEmpty()),
            some("ETag", "etag", "x-amz-version-id", "x-amz-meta-custom-header"),
            Arbitraries.of(0, 300, 3000).optional(0.3))
        .as(CorsRule::new);
  }

  private static Arbitrary<List<String>> some(String... words) {
    return Arbitraries.of(words).list().uniqueElements().ofMaxSize(words.length);
  }
}
