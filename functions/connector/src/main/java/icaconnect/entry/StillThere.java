package icaconnect.entry;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found before the stack goes.
 *
 * @param toTheEnd whether every page was read
 */
record StillThere(List<String> all, boolean toTheEnd) {
  /** CloudFormation shows the start of a long reason only. */
  private static final int MOST_NAMES = 20;

  StillThere {
    all = List.copyOf(all);
  }

  /**
   * Reads the first page, and the others as long as there is time.
   *
   * @param until when no further page is asked for
   */
  static StillThere in(Pages pages, Instant until, Clock clock) {
    var found = new ArrayList<String>();
    var next = Optional.<String>empty();
    do {
      var page = pages.page(next);
      found.addAll(page.names());
      next = page.next();
    } while (next.isPresent() && clock.instant().isBefore(until));
    return new StillThere(found, next.isEmpty());
  }

  boolean isNothing() {
    return all.isEmpty() && toTheEnd;
  }

  /** How many, for a sentence. */
  String count(String one, String many) {
    return (toTheEnd ? "" : "at least ") + all.size() + " " + (all.size() == 1 ? one : many);
  }

  /** Their names, as many as are shown. */
  String names() {
    return String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())))
        + (all.size() > MOST_NAMES || !toTheEnd ? " and others" : "");
  }
}
