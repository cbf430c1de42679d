package icaconnect.registry;

import java.util.List;
import java.util.Optional;

/** Reads the registry, page by page, in no particular order. */
public interface Connections {
  /**
   * One page; it may hold fewer records than asked for, or none, and still have a next one.
   *
   * @param after where the page before ended; absent for the first
   * @param limit how many items to read at most
   */
  Page page(Optional<String> after, int limit);

  /**
   * Some records.
   *
   * @param next what to give for the next page; absent when this is the last
   */
  record Page(List<ConnectionRecord> connections, Optional<String> next) {}
}
