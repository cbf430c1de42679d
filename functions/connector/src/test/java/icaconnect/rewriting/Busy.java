package icaconnect.rewriting;

import icaconnect.rewriting.Neighbour.Moment;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One seed's neighbours, who edit a document up to three times while somebody rewrites it: some as
 * people do who read just before, some on what they read long before.
 */
public final class Busy {
  private static final int READS = 12;
  private static final int EDITS = 3;

  private Busy() {}

  /**
   * One edit of theirs.
   *
   * @param name of what it adds
   * @param stale it is made on what was there before anything of this happened
   */
  public record Theirs(String name, boolean stale) {}

  /**
   * Around every call after the first, but not in the one round trip between the last look and the
   * write.
   */
  public static void around(long seed, Neighbour neighbour, Consumer<Theirs> edit) {
    neighbour.forget();
    var random = new Random(seed);
    int edits = 1 + random.nextInt(EDITS);
    for (int i = 0; i < edits; i++) {
      var theirs = new Theirs("Edit" + i, random.nextBoolean());
      Moment moment = random.nextInt(4) == 0 ? Moment.AFTER_WRITE : Moment.BEFORE_READ;
      int call = moment == Moment.AFTER_WRITE ? random.nextInt(2) : 1 + random.nextInt(READS);
      neighbour.at(moment, call, () -> edit.accept(theirs));
    }
  }
}
