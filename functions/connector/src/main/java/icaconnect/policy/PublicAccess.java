package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** The name may be a pattern as long as the account is fixed. */
  private static final Pattern ACCESS_POINTS_OF_ONE_ACCOUNT =
      Pattern.compile("arn:[a-z-]+:s3:[^:$]*:\\d{12}:accesspoint/[^$]*");

  private PublicAccess() {}

  /** The first statement that makes it public. */
  public static Optional<Statement> in(JsonNode policy) {
    return Statement.read(policy).stream().filter(PublicAccess::isPublic).findFirst();
  }

  /** Who is not an AWS principal or service may be anybody, as far as S3 is concerned. */
  private static boolean isPublic(Statement statement) {
    return statement.allows()
        && (statement.principal().everyone()
            || statement.principal().negated()
            || statement.json().path("Principal").has("Federated")
            || PolicyDocument.listOf(statement.json().path("Principal").path("Service")).stream()
                .anyMatch(service -> service.asText().contains("*")))
        && statement.conditions().stream().noneMatch(PublicAccess::narrows);
  }

  private static boolean narrows(Condition condition) {
    boolean positive =
        condition
            .operator()
            .filter(op -> !op.negated() && !op.isNull() && !op.ifExists())
            .filter(op -> op.quantifier() != Operator.Quantifier.FOR_ALL)
            .isPresent();
    return positive
        && NARROWING.contains(condition.lowerKey())
        && condition.written().stream().allMatch(value -> isFixed(condition, value));
  }

  private static boolean isFixed(Condition condition, String value) {
    return switch (condition.lowerKey()) {
      case "aws:sourceip" ->
          condition.operator().get().type() == Operator.Type.IP && isNarrow(value);
      case "s3:dataaccesspointarn" -> ACCESS_POINTS_OF_ONE_ACCOUNT.matcher(value).matches();
      default -> !value.contains("*") && !value.contains("?") && !value.contains("${");
    };
  }

  /** Ranges broader than /8 of IPv4 or /32 of IPv6 count as everybody. */
  private static boolean isNarrow(String value) {
    try {
      String[] range = value.split("/", 2);
      int length = InetAddress.ofLiteral(range[0]).getAddress().length;
      int bits = range.length < 2 ? length * 8 : Integer.parseInt(range[1]);
      return bits >= (length == 4 ? 8 : 32);
    } catch (IllegalArgumentException noRange) {
      return false;
    }
  }
}
