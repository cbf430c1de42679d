package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether S3 counts a policy as public: then BlockPublicPolicy refuses any change to it, and
 * RestrictPublicBuckets shuts out other accounts. Rules, "The meaning of public":
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
public final class PublicAccess {
  private static final Set<String> NARROWING =
      Set.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:userid",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  private PublicAccess() {}

  /** The first statement that makes it public. */
  public static Optional<Statement> in(JsonNode policy) {
    return Statement.read(policy).stream().filter(PublicAccess::isPublic).findFirst();
  }

  private static boolean isPublic(Statement statement) {
    return statement.allows()
        && (statement.principal().everyone() || statement.principal().negated())
        && statement.conditions().stream().noneMatch(PublicAccess::narrows);
  }

  private static boolean narrows(Condition condition) {
    boolean positive =
        condition
            .operator()
            .filter(op -> !op.negated() && !op.isNull() && !op.ifExists())
            .isPresent();
    return positive && NARROWING.contains(condition.lowerKey()) && fixed(condition.written());
  }

  private static boolean fixed(List<String> values) {
    return values.stream()
        .noneMatch(value ->
            value.contains("*")
                || value.contains("?")
                || value.contains("${")
                || value.endsWith("/0"));
  }
}
