package icaconnect.ica;

import java.util.ArrayList;
import java.util.List;

/** Judges every exchange with the stand-in by the contract. */
public final class ContractObserver implements StandInObserver {
  private static final Contract CONTRACT = new Contract();

  private final List<String> problems = new ArrayList<>();
  private final List<String> operations = new ArrayList<>();

  @Override
  public synchronized void saw(Seen seen) {
    operations.add(seen.method() + " " + seen.url().replaceFirst("/ica/rest/api/", ""));
    problems.addAll(
        CONTRACT.problemsOfRequest(seen.method(), seen.url(), seen.headers(), seen.body()));
    if (seen.status() != StandInAnswer.NO_ANSWER) {
      problems.addAll(
          CONTRACT.problemsOfResponse(
              seen.method(), seen.url(), seen.status(), seen.type(), seen.answer()));
    }
  }

  /** Everything that broke the contract so far. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** How often this was asked, such as {@code POST storageCredentials}. */
  public synchronized long count(String operation) {
    return operations.stream().filter(operation::equals).count();
  }
}
