package icaconnect.failure;

import java.util.List;

/**
 * Correct the request and send it again: names everything that is wrong with it. Nothing was done.
 */
public final class InvalidRequest extends RuntimeException {
  private final transient List<String> problems;

  public InvalidRequest(List<String> problems) {
    super("The request is not valid: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
