package icaconnect.entry;

import java.util.List;
import java.util.Optional;

/** Names of what is there at this moment, a page at a time. */
@FunctionalInterface
public interface Pages {
  /**
   * One page; it may name nothing and still have a next one.
   *
   * @param after where the page before ended; absent for the first
   */
  Page page(Optional<String> after);

  /**
   * Some of the names.
   *
   * @param next what to give for the next page; absent when this is the last
   */
  record Page(List<String> names, Optional<String> next) {}
}
