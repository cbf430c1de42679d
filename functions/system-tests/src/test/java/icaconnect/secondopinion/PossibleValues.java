package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.PolicyDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The values of a condition key that a policy can tell apart: those that it speaks of, their
 * neighbours, and one that it does not speak of.
 */
final class PossibleValues {
  /** Of one type each; all other keys are strings. */
  private enum Type {
    STRING,
    ARN,
    NUMBER,
    DATE,
    EPOCH,
    BOOLEAN,
    ADDRESS
  }

  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          Map.entry("aws:sourceip", Type.ADDRESS),
          Map.entry("aws:vpcsourceip", Type.ADDRESS),
          Map.entry("aws:currenttime", Type.DATE),
          Map.entry("aws:tokenissuetime", Type.DATE),
          Map.entry("s3:object-lock-retain-until-date", Type.DATE),
          Map.entry("aws:epochtime", Type.EPOCH),
          Map.entry("aws:multifactorauthage", Type.NUMBER),
          Map.entry("s3:tlsversion", Type.NUMBER),
          Map.entry("s3:signatureage", Type.NUMBER),
          Map.entry("s3:max-keys", Type.NUMBER),
          Map.entry("s3:object-lock-remaining-retention-days", Type.NUMBER),
          Map.entry("aws:securetransport", Type.BOOLEAN),
          Map.entry("aws:viaawsservice", Type.BOOLEAN),
          Map.entry("aws:principalisawsservice", Type.BOOLEAN),
          Map.entry("aws:multifactorauthpresent", Type.BOOLEAN),
          Map.entry("aws:principalarn", Type.ARN),
          Map.entry("aws:sourcearn", Type.ARN),
          Map.entry("aws:sourcevpcarn", Type.ARN),
          Map.entry("ec2:sourceinstancearn", Type.ARN),
          Map.entry("s3:dataaccesspointarn", Type.ARN));

  /** AWS has several values for these. */
  private static final Set<String> SEVERAL =
      Set.of(
          "aws:calledvia",
          "aws:principalorgpaths",
          "aws:sourceorgpaths",
          "aws:resourceorgpaths",
          "aws:vpceorgpaths",
          "aws:principalservicenameslist",
          "aws:tagkeys",
          "s3:requestobjecttagkeys");

  private static final String STRANGE = "something-else";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private PossibleValues() {}

  static boolean several(String key) {
    return SEVERAL.contains(key);
  }

  /**
   * @param key in lower case
   * @param fill puts values in the place of variables
   */
  static Set<String> of(String key, JsonNode statement, UnaryOperator<String> fill) {
    var type = TYPES.getOrDefault(key, Type.STRING);
    var values = new LinkedHashSet<String>();
    for (JsonNode block : statement.path("Condition")) {
      for (var line : block.properties()) {
        if (line.getKey().toLowerCase(Locale.ROOT).equals(key)) {
          for (JsonNode value : PolicyDocument.listOf(line.getValue())) {
            values.addAll(around(type, fill.apply(value.asText())));
          }
        }
      }
    }
    values.addAll(strange(type));
    return values;
  }

  private static List<String> around(Type type, String text) {
    return switch (type) {
      case STRING -> concrete(text);
      case ARN -> concrete(text).stream().filter(arn -> arn.startsWith("arn:")).toList();
      case NUMBER -> number(text);
      case DATE -> date(text).map(PossibleValues::moments).orElse(List.of());
      case EPOCH ->
          date(text).map(PossibleValues::moments).orElse(List.of()).stream()
              .map(moment -> String.valueOf(Instant.parse(moment).getEpochSecond()))
              .toList();
      case BOOLEAN -> List.of();
      case ADDRESS -> address(text);
    };
  }

  private static List<String> strange(Type type) {
    return switch (type) {
      case STRING -> List.of(STRANGE);
      case ARN -> List.of("arn:aws:s3:us-east-1:555566667777:strange/thing");
      case NUMBER -> List.of("7");
      case DATE -> List.of("2031-05-05T05:05:05Z");
      case EPOCH -> List.of("1935730000");
      case BOOLEAN -> List.of("true", "false");
      case ADDRESS -> List.of("198.51.100.77", "2001:db8:ffff:0:0:0:0:1");
    };
  }

  /** What a pattern matches, what it is literally, and the same in capitals. */
  static List<String> concrete(String pattern) {
    String text = pattern.replace("${*}", "\u0001").replace("${?}", "\u0002").replace("${$}", "$");
    var texts = new ArrayList<>(List.of(text));
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      texts.add(text.replace("*", "x").replace("?", "y"));
      texts.add(text.replace("*", "").replace("?", "y"));
    }
    texts.add(text.toUpperCase(Locale.ROOT));
    texts.replaceAll(each -> each.replace('\u0001', '*').replace('\u0002', '?'));
    return texts;
  }

  /** Whether a value has the form of a pattern, by the wildcards of StringLike. */
  static boolean like(String pattern, String value) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return value.matches(regex);
  }

  private static List<String> number(String text) {
    try {
      var half = new BigDecimal("0.05");
      var number = new BigDecimal(text.strip());
      return List.of(
          number.toPlainString(),
          number.subtract(half).toPlainString(),
          number.add(half).toPlainString());
    } catch (NumberFormatException notANumber) {
      return List.of();
    }
  }

  private static List<String> moments(Instant date) {
    return List.of(
        date.toString(), date.minusSeconds(1).toString(), date.plusSeconds(1).toString());
  }

  static java.util.Optional<Instant> date(String text) {
    try {
      if (text.matches("\\d{5,}")) {
        return java.util.Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return java.util.Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (java.time.DateTimeException notADate) {
      return java.util.Optional.empty();
    }
  }

  private static List<String> address(String text) {
    String first = text.replaceFirst("/.*", "");
    try {
      return List.of(java.net.InetAddress.ofLiteral(first).getHostAddress());
    } catch (IllegalArgumentException notAnAddress) {
      return List.of();
    }
  }

  /** The keys that a text has variables of, in lower case. */
  static List<String> variables(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(found -> found.group(1).split(",")[0].strip().toLowerCase(Locale.ROOT))
        .filter(key -> !Set.of("*", "?", "$").contains(key))
        .toList();
  }

  /** The values of a variable with which a pattern of objects may start like a target. */
  static List<String> startingLike(String pattern, String key, String start) {
    var variable = VARIABLE.matcher(pattern);
    if (!variable.find()
        || !variables(variable.group()).contains(key)
        || !start.startsWith(pattern.substring(0, variable.start()))) {
      return List.of();
    }
    String rest = start.substring(variable.start());
    return rest.isEmpty() ? List.of() : List.of(rest.split("/", 2)[0]);
  }

  /** The text with each variable's value, or its default, or something else. */
  static String filled(String text, Map<String, String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> {
          String[] inside = found.group(1).split(",", 2);
          String key = inside[0].strip().toLowerCase(Locale.ROOT);
          if (Set.of("*", "?", "$").contains(key)) {
            return java.util.regex.Matcher.quoteReplacement(found.group());
          }
          return java.util.regex.Matcher.quoteReplacement(
              values.getOrDefault(
                  key, inside.length < 2 ? STRANGE : inside[1].strip().replace("'", "")));
        });
  }
}
