package icaconnect.connection;

import icaconnect.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a request, so that it is said all at once. */
public final class Problems {
  /** A person mends no more at a time, and an error's message has limits. */
  private static final int MOST = 30;

  private final Set<String> all = new LinkedHashSet<>();
  private int more;

  /** Adds the problem unless it is known already. */
  public void add(String field, String problem) {
    String text = field + " " + problem;
    if (all.size() < MOST) {
      all.add(text);
    } else if (!all.contains(text)) {
      more++;
    }
  }

  /** Adds the problem when a value is given and does not match. */
  void unless(String field, @Nullable String value, Pattern pattern, String must) {
    if (value != null && !pattern.matcher(value).matches()) {
      add(field, must);
    }
  }

  public boolean any() {
    return !all.isEmpty();
  }

  /** Throws {@link InvalidRequest} with every problem, or does nothing when there is none. */
  public void throwIfAny() {
    if (any()) {
      var named = new ArrayList<>(all);
      if (more > 0) {
        named.add("and there are " + more + " more problems");
      }
      throw new InvalidRequest(named);
    }
  }
}
