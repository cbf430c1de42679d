package icaconnect.cors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One CORS rule of a bucket with every field that S3 knows, named as S3's JSON names them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CorsRule(
    @JsonProperty("ID") Optional<String> id,
    @JsonProperty("AllowedHeaders") List<String> allowedHeaders,
    @JsonProperty("AllowedMethods") List<String> allowedMethods,
    @JsonProperty("AllowedOrigins") List<String> allowedOrigins,
    @JsonProperty("ExposeHeaders") List<String> exposeHeaders,
    @JsonProperty("MaxAgeSeconds") Optional<Integer> maxAgeSeconds) {

  /** The methods of the rule on Illumina's page "Connect AWS S3 Bucket". */
  public static final List<String> ICA_METHODS = List.of("HEAD", "GET", "PUT", "POST", "DELETE");

  public CorsRule {
    allowedHeaders = orEmpty(allowedHeaders);
    allowedMethods = orEmpty(allowedMethods);
    allowedOrigins = orEmpty(allowedOrigins);
    exposeHeaders = orEmpty(exposeHeaders);
  }

  /** The rule on Illumina's page, under our id and for these origins. */
  static CorsRule ours(String id, List<String> origins) {
    return new CorsRule(
        Optional.of(id),
        List.of("*"),
        ICA_METHODS,
        origins,
        List.of("ETag", "x-amz-meta-custom-header"),
        Optional.empty());
  }

  boolean is(String ruleId) {
    return id.filter(ruleId::equals).isPresent();
  }

  /** Whether S3 would answer alike by either rule: the order inside the lists does not matter. */
  boolean meansTheSameAs(CorsRule other) {
    return Set.copyOf(allowedMethods).equals(Set.copyOf(other.allowedMethods))
        && Set.copyOf(allowedOrigins).equals(Set.copyOf(other.allowedOrigins))
        && headerNames(allowedHeaders).equals(headerNames(other.allowedHeaders))
        && headerNames(exposeHeaders).equals(headerNames(other.exposeHeaders))
        && maxAgeSeconds.equals(other.maxAgeSeconds);
  }

  private static Set<String> headerNames(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
