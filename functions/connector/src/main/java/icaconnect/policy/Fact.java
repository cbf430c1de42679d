package icaconnect.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known about a condition key in a request. */
public sealed interface Fact {
  Fact ABSENT = new Absent();
  Fact UNKNOWN = new Unknown(false, Optional.empty());
  Fact PRESENT = new Unknown(true, Optional.empty());

  /** The request does not carry the key. */
  record Absent() implements Fact {}

  /** The request carries the key with exactly these values. */
  record Known(List<String> values) implements Fact {}

  /**
   * Nobody can say what the value will be.
   *
   * @param present the request carries the key for certain
   * @param like what its value looks like for certain, with the wildcards of StringLike
   */
  record Unknown(boolean present, Optional<String> like) implements Fact {}

  /** One of these, and we cannot say which. */
  record OneOf(List<Fact> cases) implements Fact {}

  /** A moment in this stretch of time, its ends included. */
  record Between(Instant from, Instant to) implements Fact {}

  static Fact known(String value) {
    return new Known(List.of(value));
  }

  /** Present, and of this form, with the wildcards of StringLike. */
  static Fact like(String pattern) {
    return new Unknown(true, Optional.of(pattern));
  }

  static Fact oneOf(Fact... cases) {
    return new OneOf(List.of(cases));
  }
}
