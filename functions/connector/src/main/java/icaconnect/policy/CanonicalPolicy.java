package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether two policies say the same thing in the same order of statements. S3 gives documents back
 * with lists reordered, lists of one as single values, and account ids as root ARNs.
 */
public final class CanonicalPolicy {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROOT_ARN = Pattern.compile("arn:[^:]+:iam::(\\d{12}):root");
  private static final Set<String> LISTS = Set.of("Action", "NotAction", "Resource", "NotResource");

  private CanonicalPolicy() {}

  public static boolean sameDocument(JsonNode one, JsonNode other) {
    return one.equals(other) || document(one).equals(document(other));
  }

  public static boolean sameStatement(JsonNode one, JsonNode other) {
    return one.equals(other) || statement(one).equals(statement(other));
  }

  /** The account that a principal names as a whole, or the principal itself. */
  public static String principal(String text) {
    var root = ROOT_ARN.matcher(text);
    return root.matches() ? root.group(1) : text;
  }

  /** Whether a principal in its canonical spelling is a whole account. */
  public static boolean isAccount(String principal) {
    return ACCOUNT.matcher(principal).matches();
  }

  private static JsonNode document(JsonNode policy) {
    var canonical = NODES.objectNode();
    policy.properties().forEach(field -> canonical.set(field.getKey(), field.getValue()));
    var statements = canonical.putArray("Statement");
    PolicyDocument.statementsOf(policy).forEach(statement -> statements.add(statement(statement)));
    return canonical;
  }

  /** The statement in the one spelling that all of its meaning have. */
  public static JsonNode statement(JsonNode statement) {
    var canonical = NODES.objectNode();
    for (var field : statement.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      canonical.set(
          name,
          switch (name) {
            case String list when LISTS.contains(list) -> texts(value, false);
            case "Principal", "NotPrincipal" -> principals(value);
            case "Condition" -> condition(value);
            default -> value;
          });
    }
    return canonical;
  }

  private static JsonNode principals(JsonNode value) {
    if (!value.isObject()) {
      return NODES.objectNode().set("AWS", texts(value, true));
    }
    var canonical = NODES.objectNode();
    value.properties().forEach(kind -> canonical.set(kind.getKey(), texts(kind.getValue(), true)));
    return canonical;
  }

  /**
   * Operators and keys are compared without regard to case, and a key may stand there in several
   * spellings: then each of them is a line of its own, and all must hold.
   */
  private static JsonNode condition(JsonNode value) {
    var lines = new TreeMap<String, TreeMap<String, TreeSet<String>>>();
    for (var operator : value.properties()) {
      var keys = lines.computeIfAbsent(lower(operator.getKey()), _ -> new TreeMap<>());
      for (var key : operator.getValue().properties()) {
        keys.computeIfAbsent(lower(key.getKey()), _ -> new TreeSet<>())
            .add(texts(key.getValue(), false).toString());
      }
    }
    var canonical = NODES.objectNode();
    lines.forEach((operator, keys) -> {
      ObjectNode each = canonical.putObject(operator);
      keys.forEach((key, values) -> values.forEach(each.withArray("/" + escaped(key))::add));
    });
    return canonical;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static ArrayNode texts(JsonNode value, boolean principals) {
    var sorted = new TreeSet<String>();
    PolicyDocument.listOf(value)
        .forEach(item -> sorted.add(principals ? principal(item.asText()) : item.asText()));
    var list = NODES.arrayNode();
    sorted.forEach(list::add);
    return list;
  }
}
