package icaconnect.connection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The writes of a plan that somebody has looked at: nothing else is to be written.
 *
 * @param entries {@code STEP=SHA-256}, one for each write
 */
public record ExpectedPlan(Set<String> entries) {
  /** A connect of a bucket with a hundred Deny statements has about as many. */
  static final int MAX_ENTRIES = 500;

  private static final Pattern ENTRY =
      Pattern.compile("(cors|bucketPolicy|iam|kms|credential|registration)=[0-9a-f]{64}");

  public ExpectedPlan {
    entries = Set.copyOf(entries);
  }

  static ExpectedPlan of(String text) {
    return new ExpectedPlan(Set.copyOf(words(text)));
  }

  /** What is wrong with this text. */
  static Optional<String> problem(String text) {
    var entries = words(text);
    boolean known =
        entries.size() <= MAX_ENTRIES
            && entries.stream().allMatch(one -> ENTRY.matcher(one).matches());
    return known
        ? Optional.empty()
        : Optional.of("must be what a plan answers as expectedPlan, word for word");
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
