package icaconnect.connection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The folder of a bucket that ICA may use; empty means the whole bucket. */
public record Prefix(String value) {
  public static final Prefix ROOT = new Prefix("");

  /** S3 allows keys of 1,024 bytes; ICA needs room for names below the prefix. */
  private static final int MAX_BYTES = 512;

  public Prefix {
    problem(value)
        .ifPresent(why -> {
          throw new IllegalArgumentException("prefix " + why);
        });
  }

  /** Why this text cannot be a prefix; empty when it can. */
  static Optional<String> problem(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.startsWith("/")) {
      return Optional.of("must not start with \"/\"");
    }
    if (text.startsWith("./")) {
      return Optional.of("must not start with \"./\": S3 takes no uploads below it");
    }
    if (!text.endsWith("/")) {
      return Optional.of("must end with \"/\"");
    }
    // In a policy's resource these would widen the grant or name a variable.
    if (text.chars().anyMatch(c -> c == '*' || c == '?' || c == '$' || Character.isISOControl(c))) {
      return Optional.of("must not contain \"*\", \"?\", \"$\" or control characters");
    }
    if (("/" + text).contains("/../") || text.contains("//")) {
      return Optional.of("must not contain \"..\" or empty folders");
    }
    return text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
        ? Optional.of("must not be longer than " + MAX_BYTES + " bytes")
        : Optional.empty();
  }

  public boolean isRoot() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}
