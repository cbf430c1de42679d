package icaconnect.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * What somebody sends who wants this application to do harm, or to hang. Made by hand: jqwik's own
 * recursive arbitraries take milliseconds a case, and a million are asked for.
 */
public final class Hostile {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The most that Step Functions passes on. */
  private static final int LONGEST = 256 * 1024;

  /** As deep as our reader lets a document be; it refuses deeper ones. */
  private static final int DEEPEST = 900;

  /**
   * Look-alikes, ways out of a folder, wildcards, variables, pieces of ARNs and of JSON, control
   * characters.
   */
  private static final List<String> PIECES =
      List.of(
          "lab-reads",
          "lаb-reads",
          "ⅼab-reads",
          "ｌａｂ-reads",
          "lab\u200b-reads",
          "LAB",
          "İ",
          "ß",
          "..",
          "../",
          "/",
          "//",
          "./",
          "*",
          "?",
          "${aws:username}",
          "${*}",
          "$",
          "\"",
          "\\",
          "\",\"Resource\":\"*",
          "arn:aws:s3:::",
          "*:*",
          "arn:aws:iam::111122223333:user/",
          ":root",
          "federated-user/",
          "https://",
          "https://ica.illumina.com",
          "http://",
          ":443",
          "@",
          "\u0000",
          "\n",
          "\r\n",
          "\u202e",
          "\ud800",
          "\udfff",
          "😀",
          "%2e%2e",
          "&#42;",
          "<x>",
          " ",
          "",
          "true",
          "null",
          "-",
          "_",
          ".",
          "xn--",
          "192.168.0.1",
          "a",
          "us-east-1",
          "extended",
          "exempt",
          "plan",
          "runs/7/",
          "lab-genomics");

  private static final List<String> NUMBERS =
      List.of("0", "-1", "1e308", "1e999999", "-1e-999999", "12345678901234567890", "0.10");

  private Hostile() {}

  public static String text(Random random) {
    int kind = random.nextInt(1000);
    if (kind == 0) {
      return one(PIECES, random).repeat(LONGEST / 16);
    }
    if (kind < 300) {
      return one(PIECES, random);
    }
    var text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append(
          random.nextInt(4) == 0
              ? Character.toString(random.nextInt(0x3000))
              : one(PIECES, random));
    }
    return text.toString();
  }

  /** An object with some of these fields, and now and then another one, of any value. */
  public static ObjectNode object(List<String> names, Random random) {
    return object(names, random, 0);
  }

  private static ObjectNode object(List<String> names, Random random, int depth) {
    var object = NODES.objectNode();
    for (int fields = random.nextInt(7); fields > 0; fields--) {
      object.set(
          random.nextInt(10) == 0 ? text(random) : one(names, random),
          value(names, random, depth + 1));
    }
    return object;
  }

  private static JsonNode value(List<String> names, Random random, int depth) {
    return switch (random.nextInt(depth > 4 ? 7 : 12)) {
      case 0 -> NODES.booleanNode(random.nextBoolean());
      case 1 ->
          random.nextInt(4) == 0
              ? NODES.nullNode()
              : NODES.numberNode(new BigDecimal(one(NUMBERS, random)));
      case 2, 3, 4, 5, 6 -> NODES.textNode(text(random));
      case 7 ->
          random.nextInt(50) == 0 ? deep(random.nextInt(DEEPEST)) : NODES.textNode(text(random));
      case 8, 9 -> list(names, random, depth);
      default -> object(names, random, depth);
    };
  }

  private static JsonNode list(List<String> names, Random random, int depth) {
    var list = NODES.arrayNode();
    for (int items = random.nextInt(5); items > 0; items--) {
      list.add(value(names, random, depth + 1));
    }
    return list;
  }

  private static JsonNode deep(int depth) {
    JsonNode node = NODES.textNode("*");
    for (int i = 0; i < depth; i++) {
      node = i % 2 == 0 ? NODES.arrayNode().add(node) : NODES.objectNode().set("AWS", node);
    }
    return node;
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
