package icaconnect.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntPredicate;

/**
 * How an operator compares one value of a policy with one of a request. Rules:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
@FunctionalInterface
interface Comparison {
  /**
   * @param pattern the policy's value, with {@link Wildcard} characters
   * @throws IllegalArgumentException when the policy's value is not of the operator's type
   */
  boolean matches(String pattern, String actual);

  /** Here stars and question marks are just that. */
  static String literal(String pattern) {
    return pattern.replace(Wildcard.ANY, '*').replace(Wildcard.ONE, '?');
  }

  static boolean exact(String pattern, String actual) {
    return literal(pattern).equals(actual);
  }

  static boolean ignoringCase(String pattern, String actual) {
    return literal(pattern).equalsIgnoreCase(actual);
  }

  /** ArnEquals and ArnLike are the same: each of the six parts is matched on its own. */
  static boolean arn(String pattern, String actual) {
    if (pattern.length() == 1 && pattern.charAt(0) == Wildcard.ANY) {
      return true;
    }
    String[] patterns = pattern.split(":", 6);
    String[] parts = actual.split(":", 6);
    if (patterns.length < 6) {
      throw new IllegalArgumentException("not an ARN");
    }
    for (int i = 0; i < 6; i++) {
      if (parts.length < 6 || !Wildcard.matches(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }

  static Comparison number(IntPredicate order) {
    return (pattern, actual) ->
        order.test(new BigDecimal(actual).compareTo(new BigDecimal(literal(pattern).strip())));
  }

  static Comparison date(IntPredicate order) {
    return (pattern, actual) -> order.test(instant(actual).compareTo(instant(literal(pattern))));
  }

  static boolean binary(String pattern, String actual) {
    return Arrays.equals(
        Base64.getDecoder().decode(literal(pattern)), Base64.getDecoder().decode(actual));
  }

  static boolean ipAddress(String pattern, String actual) {
    String[] range = literal(pattern).split("/", 2);
    byte[] network = InetAddress.ofLiteral(range[0]).getAddress();
    byte[] address = InetAddress.ofLiteral(actual).getAddress();
    int bits = range.length < 2 ? network.length * 8 : Integer.parseInt(range[1]);
    if (bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException("not a range of addresses");
    }
    return network.length == address.length && sameStart(network, address, bits);
  }

  private static boolean sameStart(byte[] network, byte[] address, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  static Instant instant(String text) {
    try {
      if (text.matches("-?\\d{5,13}")) {
        return Instant.ofEpochSecond(Long.parseLong(text));
      }
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date", e);
    }
  }
}
