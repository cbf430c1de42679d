package icaconnect.policy;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Whether a part of a statement fits a request: yes, no, or it depends on what cannot be known. */
public sealed interface Verdict {
  /** Made nowhere else, so no thread initialises their classes before this one. */
  @SuppressWarnings("ClassInitializationDeadlock")
  Verdict APPLIES = new Applies();

  @SuppressWarnings("ClassInitializationDeadlock")
  Verdict DOES_NOT_APPLY = new DoesNotApply();

  record Applies() implements Verdict {}

  record DoesNotApply() implements Verdict {}

  /**
   * @param keys the condition keys, or other unknowns, that decide; at least one
   */
  record DependsOn(Set<String> keys) implements Verdict {}

  static Verdict of(boolean applies) {
    return applies ? APPLIES : DOES_NOT_APPLY;
  }

  static Verdict dependsOn(String key) {
    return new DependsOn(Set.of(key));
  }

  default boolean applies() {
    return this instanceof Applies;
  }

  default boolean doesNotApply() {
    return this instanceof DoesNotApply;
  }

  default Verdict not() {
    return switch (this) {
      case Applies _ -> DOES_NOT_APPLY;
      case DoesNotApply _ -> APPLIES;
      case DependsOn depends -> depends;
    };
  }

  default Verdict and(Verdict other) {
    if (this instanceof DoesNotApply || other instanceof Applies) {
      return this;
    }
    return this instanceof DependsOn mine && other instanceof DependsOn its
        ? both(mine, its)
        : other;
  }

  default Verdict or(Verdict other) {
    if (this instanceof Applies || other instanceof DoesNotApply) {
      return this;
    }
    return this instanceof DependsOn mine && other instanceof DependsOn its
        ? both(mine, its)
        : other;
  }

  /**
   * What all cases agree on; where they differ, it depends on the key that tells them apart, and on
   * whatever else a case depends on.
   */
  static Verdict consensus(Collection<Verdict> cases, String key) {
    Verdict first = cases.iterator().next();
    if (!(first instanceof DependsOn) && cases.stream().allMatch(first::equals)) {
      return first;
    }
    Verdict verdict = dependsOn(key);
    for (Verdict each : cases) {
      verdict = each instanceof DependsOn depends ? verdict.and(depends) : verdict;
    }
    return verdict;
  }

  private static Verdict both(DependsOn one, DependsOn other) {
    var keys = new TreeSet<>(one.keys());
    keys.addAll(other.keys());
    return new DependsOn(keys);
  }
}
