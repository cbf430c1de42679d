package icaconnect.evidence;

import java.util.function.Function;

/** What was asked for, or why it is not known: a report invents nothing. */
public sealed interface Known<T> {
  /** It is known. */
  record Is<T>(T value) implements Known<T> {}

  /** It is not, for this reason. */
  record Not<T>(String why) implements Known<T> {}

  /** The value, or what this makes of the reason. */
  default T or(Function<String, T> unknown) {
    return switch (this) {
      case Is<T>(T value) -> value;
      case Not<T>(String why) -> unknown.apply(why);
    };
  }
}
