package icaconnect.aws.s3;

import icaconnect.cors.CorsRule;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Turns a CORS rule into the SDK's and back, losing no field. */
final class S3CorsRules {
  private S3CorsRules() {}

  static CorsRule fromS3(CORSRule rule) {
    return new CorsRule(
        Optional.ofNullable(rule.id()),
        rule.allowedHeaders(),
        rule.allowedMethods(),
        rule.allowedOrigins(),
        rule.exposeHeaders(),
        Optional.ofNullable(rule.maxAgeSeconds()));
  }

  static CORSRule toS3(CorsRule rule) {
    return CORSRule.builder()
        .id(rule.id().orElse(null))
        .allowedHeaders(rule.allowedHeaders())
        .allowedMethods(rule.allowedMethods())
        .allowedOrigins(rule.allowedOrigins())
        .exposeHeaders(rule.exposeHeaders())
        .maxAgeSeconds(rule.maxAgeSeconds().orElse(null))
        .build();
  }
}
