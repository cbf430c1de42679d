package icaconnect.policy;

import icaconnect.policy.TextPatterns.Kind;
import icaconnect.policy.TextPatterns.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of an unknown key that some lines of a policy can tell apart: at least one for each
 * answer that all lines together may give, so that what holds in all cases holds for every value.
 */
final class Cases {
  /** More values of one key than this in one request are judged line by line. */
  private static final int MOST_VALUES_AT_ONCE = 7;

  private static final int MOST_DIGITS = 40;

  /**
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
   */
  private static final Set<String> SEVERAL_VALUES =
      Set.of(
          "aws:principalorgpaths",
          "aws:resourceorgpaths",
          "aws:sourceorgpaths",
          "aws:vpceorgpaths",
          "aws:tagkeys",
          "aws:calledvia",
          "aws:principalservicenameslist",
          "s3:requestobjecttagkeys");

  private static final Set<String> ONE_VALUE =
      Set.of(
          "aws:sourceip",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:vpcsourceip",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:principalorgid",
          "aws:resourceorgid",
          "aws:principalarn",
          "aws:principalaccount",
          "aws:principaltype",
          "aws:userid",
          "aws:username",
          "aws:currenttime",
          "aws:epochtime",
          "aws:tokenissuetime",
          "s3:prefix",
          "s3:delimiter",
          "s3:authtype",
          "s3:tlsversion");

  private static final List<String> ONE_VALUE_EACH =
      List.of("aws:principaltag/", "s3:existingobjecttag/", "s3:requestobjecttag/", "s3:x-amz-");

  private Cases() {}

  /**
   * @return empty where the lines are too many or too odd to be split: then each has to be judged
   *     by itself, which is less exact and never wrong
   */
  static Optional<List<Fact>> of(List<Condition> lines, Fact.Unknown fact, Request request) {
    try {
      return values(lines, fact, request).flatMap(values -> facts(lines, fact, request, values));
    } catch (IllegalArgumentException | ArithmeticException notOfTheOperatorsType) {
      return Optional.empty();
    }
  }

  /** The same of a moment: both ends, and what the lines' limits tell apart in between. */
  static Optional<List<Fact>> of(List<Condition> lines, Fact.Between fact, Request request) {
    var asking = lines.stream().filter(line -> !line.isNull()).toList();
    if (asking.stream()
        .anyMatch(line ->
            line.operator().map(Operator::type).filter(Operator.Type.DATE::equals).isEmpty())) {
      return Optional.empty();
    }
    try {
      var moments = new TreeSet<>(List.of(fact.from(), fact.to()));
      dates(asking, request).forEach(date -> moments.add(Instant.parse(date)));
      return Optional.of(
          moments.subSet(fact.from(), true, fact.to(), true).stream()
              .map(moment -> Fact.known(moment.toString()))
              .toList());
    } catch (IllegalArgumentException noDate) {
      return Optional.empty();
    }
  }

  private static Optional<List<Fact>> facts(
      List<Condition> lines, Fact.Unknown fact, Request request, List<String> values) {
    var facts = new ArrayList<Fact>();
    if (!fact.present()) {
      facts.add(Fact.ABSENT);
    }
    if (!severalAtOnce(lines)) {
      values.forEach(value -> facts.add(Fact.known(value)));
      return Optional.of(facts);
    }
    List<String> different = different(lines, request, values);
    if (different.size() > MOST_VALUES_AT_ONCE) {
      return Optional.empty();
    }
    for (int chosen = 1; chosen < 1 << different.size(); chosen++) {
      var some = new ArrayList<String>();
      for (int i = 0; i < different.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          some.add(different.get(i));
        }
      }
      facts.add(new Fact.Known(List.copyOf(some)));
    }
    return Optional.of(facts);
  }

  private static boolean severalAtOnce(List<Condition> lines) {
    String key = lines.getFirst().lowerKey();
    boolean quantified =
        lines.stream()
            .anyMatch(line ->
                line.operator()
                    .filter(op -> op.quantifier() != Operator.Quantifier.NONE)
                    .isPresent());
    return SEVERAL_VALUES.contains(key)
        || (quantified
            && !ONE_VALUE.contains(key)
            && ONE_VALUE_EACH.stream().noneMatch(key::startsWith));
  }

  /** One value of each kind that no line tells from another. */
  private static List<String> different(
      List<Condition> lines, Request request, List<String> values) {
    var seen = new LinkedHashSet<List<Verdict>>();
    var different = new ArrayList<String>();
    for (String value : values) {
      if (seen.add(lines.stream().map(line -> line.lists(value, request)).toList())) {
        different.add(value);
      }
    }
    return different;
  }

  private static Optional<List<String>> values(
      List<Condition> lines, Fact.Unknown fact, Request request) {
    var asking = lines.stream().filter(line -> !line.isNull()).toList();
    if (asking.stream().anyMatch(line -> line.operator().isEmpty())) {
      return Optional.empty();
    }
    var types = new LinkedHashSet<Operator.Type>();
    asking.forEach(line -> types.add(line.operator().get().type()));
    if (types.size() > 1 || (!types.contains(Operator.Type.TEXT) && fact.like().isPresent())) {
      return types.isEmpty() ? texts(asking, fact, request) : Optional.empty();
    }
    return switch (types.isEmpty() ? Operator.Type.TEXT : types.getFirst()) {
      case TEXT -> texts(asking, fact, request);
      case BOOL -> Optional.of(List.of("true", "false"));
      case NUMBER -> Optional.of(numbers(asking, request));
      case DATE -> Optional.of(dates(asking, request));
      case IP -> Optional.of(addresses(asking, request));
      case BINARY -> Optional.of(bytes(asking, request));
    };
  }

  private static Optional<List<String>> texts(
      List<Condition> lines, Fact.Unknown fact, Request request) {
    var patterns = new ArrayList<Pattern>();
    for (Condition line : lines) {
      String name = line.operator().get().name();
      Kind kind =
          name.startsWith("Arn")
              ? Kind.ARN
              : name.endsWith("IgnoreCase")
                  ? Kind.IGNORING_CASE
                  : name.endsWith("Like") ? Kind.LIKE : Kind.EXACT;
      for (String value : line.patterns(request)) {
        patterns.add(new Pattern(kind, value));
      }
    }
    return TextPatterns.examples(patterns, fact.like());
  }

  private static List<String> numbers(List<Condition> lines, Request request) {
    var limits = new TreeSet<BigDecimal>();
    for (String value : patterns(lines, request)) {
      limits.add(number(value));
    }
    var numbers = new ArrayList<String>();
    BigDecimal before = null;
    for (BigDecimal limit : limits) {
      BigDecimal below =
          before == null
              ? limit.subtract(BigDecimal.ONE)
              : before.add(limit).divide(BigDecimal.TWO);
      numbers.add(below.toString());
      numbers.add(limit.toString());
      before = limit;
    }
    numbers.add(before == null ? "0" : before.add(BigDecimal.ONE).toString());
    return numbers;
  }

  /** Numbers of a length that a sum can be made of. */
  private static BigDecimal number(String value) {
    var number = new BigDecimal(Comparison.literal(value).strip());
    if (Math.abs(number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
      throw new IllegalArgumentException("a number of odd size");
    }
    return number;
  }

  private static List<String> dates(List<Condition> lines, Request request) {
    var limits = new TreeSet<Instant>();
    for (String value : patterns(lines, request)) {
      limits.add(Comparison.instant(Comparison.literal(value)));
    }
    var dates = new LinkedHashSet<String>();
    for (Instant limit : limits) {
      dates.add(limit.minusMillis(1).toString());
      dates.add(limit.toString());
      dates.add(limit.plusMillis(1).toString());
    }
    return dates.isEmpty() ? List.of(Instant.EPOCH.toString()) : List.copyOf(dates);
  }

  /** The first address of each stretch that lies in the same ranges. */
  private static List<String> addresses(List<Condition> lines, Request request) {
    var starts = new LinkedHashSet<String>();
    for (int length : new int[] {4, 16}) {
      BigInteger end = BigInteger.ONE.shiftLeft(length * 8);
      var limits = new TreeSet<BigInteger>();
      limits.add(BigInteger.ZERO);
      for (String value : patterns(lines, request)) {
        String[] range = Comparison.literal(value).split("/", 2);
        byte[] network = InetAddress.ofLiteral(range[0]).getAddress();
        if (network.length == length) {
          int bits = range.length < 2 ? length * 8 : Integer.parseInt(range[1]);
          if (bits < 0 || bits > length * 8) {
            throw new IllegalArgumentException("not a range of addresses");
          }
          BigInteger size = BigInteger.ONE.shiftLeft(length * 8 - bits);
          BigInteger first = new BigInteger(1, network).divide(size).multiply(size);
          limits.add(first);
          limits.add(first.add(size));
        }
      }
      limits.remove(end);
      limits.forEach(limit -> starts.add(address(limit, length)));
    }
    return List.copyOf(starts);
  }

  private static String address(BigInteger value, int length) {
    var text = new StringBuilder();
    byte[] bytes = value.toByteArray();
    for (int i = 0; i < length; i++) {
      int at = bytes.length - length + i;
      int octet = at < 0 ? 0 : bytes[at] & 0xff;
      if (length == 4) {
        text.append(i == 0 ? "" : ".").append(octet);
      } else {
        text.append(i > 0 && i % 2 == 0 ? ":" : "").append(String.format("%02x", octet));
      }
    }
    return text.toString();
  }

  private static List<String> bytes(List<Condition> lines, Request request) {
    var values = new LinkedHashSet<String>();
    for (String value : patterns(lines, request)) {
      Base64.getDecoder().decode(Comparison.literal(value));
      values.add(Comparison.literal(value));
    }
    // Longer than each of them.
    int longest = values.stream().mapToInt(String::length).max().orElse(0);
    values.add("AAAA".repeat(longest / 4 + 1));
    return List.copyOf(values);
  }

  private static List<String> patterns(List<Condition> lines, Request request) {
    return lines.stream().flatMap(line -> line.patterns(request).stream()).toList();
  }
}
