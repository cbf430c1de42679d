package icaconnect.policy;

import java.util.List;

/** What is known about a condition key in a request. */
public sealed interface Fact {
  Fact ABSENT = new Absent();
  Fact UNKNOWN = new Unknown(false);
  Fact PRESENT = new Unknown(true);

  /** The request does not carry the key. */
  record Absent() implements Fact {}

  /** The request carries the key with exactly these values. */
  record Known(List<String> values) implements Fact {}

  /**
   * Nobody can say what the value will be.
   *
   * @param present the request carries the key for certain
   */
  record Unknown(boolean present) implements Fact {}

  /** One of these, and we cannot say which. */
  record OneOf(List<Fact> cases) implements Fact {}

  static Fact known(String value) {
    return new Known(List.of(value));
  }

  static Fact oneOf(Fact... cases) {
    return new OneOf(List.of(cases));
  }
}
