package icaconnect.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs checks one after another and keeps what came of each. */
final class Checks {
  private final List<Check> done = new ArrayList<>();

  /** Tries it; empty when it failed, which is noted with its remedy. */
  <T> Optional<T> find(String name, String remedy, Supplier<T> trial) {
    try {
      var result = trial.get();
      done.add(Check.passed(name));
      return Optional.of(result);
    } catch (ProbeFailure e) {
      done.add(Check.failed(name, e.getMessage(), remedy));
      return Optional.empty();
    }
  }

  /** Whether it worked. */
  boolean attempt(String name, String remedy, Runnable trial) {
    return find(
            name,
            remedy,
            () -> {
              trial.run();
              return name;
            })
        .isPresent();
  }

  void add(Check check) {
    done.add(check);
  }

  void skip(String why, String... names) {
    for (String name : names) {
      done.add(Check.skipped(name, why));
    }
  }

  List<Check> done() {
    return List.copyOf(done);
  }
}
