package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second evaluator, written on purpose in another way: regular expressions, yes or no, one
 * request with every key known, straight from the JSON.
 */
final class NaiveEvaluator {
  /** A request of which everything is known. */
  record World(
      Principal principal, String action, String resource, Map<String, List<String>> keys) {}

  private NaiveEvaluator() {}

  static boolean applies(JsonNode statement, World world) {
    return principal(statement, world.principal())
        && listed(
            statement,
            "Action",
            "NotAction",
            pattern -> like(pattern, world.action(), Pattern.CASE_INSENSITIVE))
        && listed(
            statement,
            "Resource",
            "NotResource",
            pattern -> {
              String filled = fill(pattern, world);
              return filled != null && like(filled, world.resource(), 0);
            })
        && conditions(statement.path("Condition"), world);
  }

  private static boolean principal(JsonNode statement, Principal principal) {
    if (statement.has("Principal")) {
      JsonNode element = statement.get("Principal");
      JsonNode aws = element.isObject() ? element.path("AWS") : element;
      return texts(aws).stream()
          .anyMatch(name -> name.equals("*") || principal.names().contains(account(name)));
    }
    var spared = new ArrayList<String>();
    texts(statement.path("NotPrincipal").path("AWS")).forEach(name -> spared.add(account(name)));
    if (statement.path("Effect").asText().equals("Allow")) {
      return spared.stream()
          .noneMatch(name -> name.equals("*") || principal.names().contains(name));
    }
    return principal.bounded()
        || principal.sparedBy().isEmpty()
        || !spared.containsAll(principal.sparedBy());
  }

  private static String account(String name) {
    return name.endsWith(":root") ? name.split(":")[4] : name;
  }

  private static boolean listed(
      JsonNode statement, String name, String not, Predicate<String> fits) {
    return statement.has(name)
        ? texts(statement.get(name)).stream().anyMatch(fits)
        : texts(statement.get(not)).stream().noneMatch(fits);
  }

  private static boolean conditions(JsonNode condition, World world) {
    for (var block : condition.properties()) {
      for (var line : block.getValue().properties()) {
        if (!line(block.getKey(), line.getKey(), texts(line.getValue()), world)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean line(String operator, String key, List<String> values, World world) {
    List<String> actual = world.keys().get(key.toLowerCase(Locale.ROOT));
    boolean all = operator.startsWith("ForAllValues:");
    boolean any = operator.startsWith("ForAnyValue:");
    boolean ifExists = operator.endsWith("IfExists");
    String name = operator.replaceFirst("^For\\w+:", "").replaceFirst("IfExists$", "");
    if (name.equals("Null")) {
      return values.stream().anyMatch(value -> value.equals(actual == null ? "true" : "false"));
    }
    boolean not = name.contains("Not");
    String plain = name.replace("Not", "");
    if (actual == null) {
      return all || !any && (ifExists || not);
    }
    if (all) {
      return actual.stream().allMatch(one -> not != listed(plain, values, one, world));
    }
    if (any) {
      return actual.stream().anyMatch(one -> not != listed(plain, values, one, world));
    }
    return not != actual.stream().anyMatch(one -> listed(plain, values, one, world));
  }

  private static boolean listed(String operator, List<String> values, String actual, World world) {
    return values.stream().anyMatch(value -> compare(operator, value, actual, world));
  }

  private static boolean compare(String operator, String written, String actual, World world) {
    String value = fill(written, world);
    if (value == null) {
      return false;
    }
    return switch (operator) {
      case "StringEquals" -> value.equals(actual);
      case "StringLike" -> like(value, actual, 0);
      case "ArnLike", "ArnEquals" -> {
        String[] wanted = value.split(":", 6);
        String[] got = actual.split(":", 6);
        boolean same = got.length == 6;
        for (int i = 0; same && i < 6; i++) {
          same = like(wanted[i], got[i], 0);
        }
        yield same;
      }
      case "Bool" -> value.equalsIgnoreCase(actual);
      case "NumericEquals" -> number(actual, value) == 0;
      case "NumericLessThan" -> number(actual, value) < 0;
      case "NumericGreaterThanEquals" -> number(actual, value) >= 0;
      case "DateGreaterThan" -> seconds(actual) > seconds(value);
      case "DateLessThan" -> seconds(actual) < seconds(value);
      case "IpAddress" -> inRange(value, actual);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static int number(String actual, String value) {
    return new BigDecimal(actual).compareTo(new BigDecimal(value));
  }

  private static long seconds(String date) {
    return date.contains("T")
        ? OffsetDateTime.parse(date).toEpochSecond()
        : LocalDate.parse(date).toEpochSecond(java.time.LocalTime.MIDNIGHT, ZoneOffset.UTC);
  }

  /** Enough for the few ranges that the tests use. */
  private static boolean inRange(String range, String address) {
    return switch (range) {
      case "10.0.0.0/8" -> address.startsWith("10.");
      case "2001:db8::/32" -> address.startsWith("2001:db8:");
      default -> range.equals(address);
    };
  }

  private static final Set<String> SPECIAL = Set.of("*", "?", "$");

  private static String fill(String text, World world) {
    Matcher variable = Pattern.compile("\\$\\{([^}]*)}").matcher(text);
    var filled = new StringBuilder();
    while (variable.find()) {
      if (SPECIAL.contains(variable.group(1))) {
        throw new IllegalArgumentException("not in these tests");
      }
      List<String> values = world.keys().get(variable.group(1).toLowerCase(Locale.ROOT));
      if (values == null) {
        return null;
      }
      variable.appendReplacement(filled, Matcher.quoteReplacement(values.getFirst()));
    }
    return variable.appendTail(filled).toString();
  }

  private static boolean like(String pattern, String text, int flags) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(text).matches();
  }

  private static List<String> texts(JsonNode value) {
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.forEach(item -> texts.add(item.asText()));
    } else if (!value.isMissingNode()) {
      texts.add(value.asText());
    }
    return texts;
  }
}
