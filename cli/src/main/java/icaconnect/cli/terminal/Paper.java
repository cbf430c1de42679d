package icaconnect.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.evidence.Harmless;
import icaconnect.lambda.Json;
import icaconnect.policy.JsonLines;
import java.io.PrintWriter;

/**
 * What a command prints on. Answers go to the standard output, everything else to the error output.
 *
 * @param colours whether the reader is a terminal that shows them
 * @param rewrites whether it is one that takes a line back
 */
public record Paper(
    PrintWriter out,
    PrintWriter err,
    OutputFormat format,
    boolean quiet,
    boolean colours,
    boolean rewrites) {

  /** The colours of a terminal. */
  public enum Ink {
    PLAIN(""),
    BOLD("\u001b[1m"),
    FAINT("\u001b[2m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private static final String END = "\u001b[0m";

    private final String start;

    Ink(String start) {
      this.start = start;
    }
  }

  /** The same for what is to be read before a question is answered. */
  public Paper aloud() {
    return new Paper(out, err, format, false, colours, rewrites);
  }

  /** A line that says how things stand, where there is a terminal to show it. */
  public LiveLine live() {
    return new LiveLine(out, rewrites && !quiet);
  }

  /** One line for people. */
  public void line(Ink ink, String text) {
    out.println(coloured(ink, text));
  }

  public void line(String text) {
    line(Ink.PLAIN, text);
  }

  /** One line, of which the first words have a colour. */
  public void marked(Ink ink, String mark, String text) {
    out.println("  " + coloured(ink, mark) + Harmless.line(text));
  }

  /** A text in this colour, if there are colours; what comes from elsewhere is made harmless. */
  private String coloured(Ink ink, String text) {
    String safe = Harmless.line(text);
    return colours && ink != Ink.PLAIN ? ink.start + safe + Ink.END : safe;
  }

  /** The whole answer as JSON, for programs. */
  public void json(Object answer) {
    JsonLines.of(Json.tree(answer)).stream().map(Paper::escaped).forEach(out::println);
  }

  /** The same JSON: outside of texts there is no such character, and inside it may be escaped. */
  private static String escaped(String json) {
    var safe = new StringBuilder(json.length());
    json.codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> {
          if (Harmless.of(character).equals(character)) {
            safe.append(character);
          } else {
            character.chars().forEach(unit -> safe.append(String.format("\\u%04x", unit)));
          }
        });
    return safe.toString();
  }

  /** One line of JSON with its type first. */
  public void event(String type, Object thing) {
    var line = Json.MAPPER.createObjectNode().put("type", type);
    JsonNode tree = Json.tree(thing);
    if (tree.isObject()) {
      tree.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
    } else {
      line.set("value", tree);
    }
    out.println(escaped(Json.write(line)));
    out.flush();
  }
}
