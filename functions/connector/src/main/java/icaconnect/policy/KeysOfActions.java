package icaconnect.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Condition keys that S3 fills for some actions only: on all others they are absent, which makes a
 * negated operator true. s3-keys.txt says which, as
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html has them; a
 * contract test holds it to that.
 */
final class KeysOfActions {
  /** By key; one that ends with a slash stands for all that start with it. All in lower case. */
  private static final Map<String, Set<String>> CARRIERS = read();

  private KeysOfActions() {}

  /** Whether some actions have the key and others never do. */
  static boolean differ(String key) {
    return CARRIERS.containsKey(name(key));
  }

  /** Whether no request of this action has the key, both in lower case. */
  static boolean isAbsent(String key, String action) {
    Set<String> carriers = CARRIERS.get(name(key));
    return carriers != null && !carriers.contains(action);
  }

  /** A key that has a tag's name behind a slash, without that name. */
  private static String name(String key) {
    String start = key.substring(0, key.indexOf('/') + 1);
    return start.isEmpty() ? key : start;
  }

  /** Each line is a key and the actions that carry it. */
  private static Map<String, Set<String>> read() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KeysOfActions.class.getResourceAsStream("s3-keys.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> List.of(line.split(" ")))
          .collect(
              Collectors.toUnmodifiableMap(
                  List::getFirst, words -> Set.copyOf(words.subList(1, words.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
