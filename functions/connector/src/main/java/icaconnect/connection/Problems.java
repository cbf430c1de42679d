package icaconnect.connection;

import icaconnect.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Gathers what is wrong with a request, so that it is said all at once. */
public final class Problems {
  private final List<String> all = new ArrayList<>();

  public void add(String field, String problem) {
    all.add(field + " " + problem);
  }

  /** Adds the problem when a value is given and does not match. */
  void unless(String field, String value, Pattern pattern, String must) {
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
      throw new InvalidRequest(all);
    }
  }
}
