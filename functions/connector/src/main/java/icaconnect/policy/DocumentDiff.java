package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A unified diff of a document before and after, line by line, for terminals with or without
 * colours.
 */
public final class DocumentDiff {
  private static final int CONTEXT = 3;
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  private DocumentDiff() {}

  /**
   * One line.
   *
   * @param mark {@code -} where it goes, {@code +} where it comes, else a space
   */
  public record Line(char mark, String text) {
    boolean changed() {
      return mark != ' ';
    }
  }

  /** All lines of both, in their order. */
  public static List<Line> whole(Optional<JsonNode> before, Optional<JsonNode> after) {
    return compare(lines(before), lines(after));
  }

  /** Empty when both are the same. */
  public static String unified(
      Optional<JsonNode> before, Optional<JsonNode> after, boolean colours) {
    List<Line> lines = compare(lines(before), lines(after));
    var text = new StringBuilder();
    int end = 0;
    int[] numbers = {1, 1};
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).changed()) {
        int start = Math.max(end, i - CONTEXT);
        advance(numbers, lines, end, start);
        end = endOfHunk(lines, i);
        hunk(text, lines.subList(start, end), numbers, colours);
        advance(numbers, lines, start, end);
        i = end - 1;
      }
    }
    return text.toString();
  }

  /** A hunk ends where no change follows within twice the context. */
  private static int endOfHunk(List<Line> lines, int firstChange) {
    int lastChange = firstChange;
    for (int i = firstChange; i < lines.size() && i - lastChange <= 2 * CONTEXT; i++) {
      if (lines.get(i).changed()) {
        lastChange = i;
      }
    }
    return Math.min(lines.size(), lastChange + 1 + CONTEXT);
  }

  private static void hunk(StringBuilder text, List<Line> lines, int[] numbers, boolean colours) {
    long old = lines.stream().filter(line -> line.mark() != '+').count();
    long now = lines.stream().filter(line -> line.mark() != '-').count();
    String head = "@@ -" + range(numbers[0], old) + " +" + range(numbers[1], now) + " @@";
    text.append(colours ? CYAN + head + PLAIN : head).append('\n');
    for (Line line : lines) {
      String colour = line.mark() == '+' ? GREEN : RED;
      boolean coloured = colours && line.changed();
      text.append(coloured ? colour : "").append(line.mark()).append(line.text());
      text.append(coloured ? PLAIN : "").append('\n');
    }
  }

  private static String range(int first, long count) {
    return (count == 0 ? 0 : first) + "," + count;
  }

  private static void advance(int[] numbers, List<Line> lines, int from, int to) {
    for (Line line : lines.subList(from, Math.max(from, to))) {
      numbers[0] += line.mark() == '+' ? 0 : 1;
      numbers[1] += line.mark() == '-' ? 0 : 1;
    }
  }

  /** By the longest common subsequence; a 20 KB policy has some 1,500 lines at most. */
  private static List<Line> compare(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    var lines = new ArrayList<Line>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(' ', old.get(i++)));
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', old.get(i++)));
      } else {
        lines.add(new Line('+', now.get(j++)));
      }
    }
    return lines;
  }

  private static List<String> lines(Optional<JsonNode> document) {
    return document.map(JsonLines::of).orElse(List.of());
  }
}
