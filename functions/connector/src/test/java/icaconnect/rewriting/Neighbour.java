package icaconnect.rewriting;

import java.util.HashMap;
import java.util.Map;

/** Somebody else, who acts at chosen moments around the calls of one who rewrites a document. */
public final class Neighbour {
  /** When, as seen from a call. */
  public enum Moment {
    BEFORE_READ,
    AFTER_READ,
    BEFORE_WRITE,
    AFTER_WRITE
  }

  private record At(Moment moment, int call) {}

  private final Map<At, Runnable> acts = new HashMap<>();
  private final Map<Moment, Integer> calls = new HashMap<>();

  /**
   * @param call which of the calls, from 0
   */
  public void at(Moment moment, int call, Runnable act) {
    acts.put(new At(moment, call), act);
  }

  /** From now on calls are counted anew, and nothing is planned. */
  public void forget() {
    acts.clear();
    calls.clear();
  }

  /** For the fake: this moment has come. */
  public void reached(Moment moment) {
    int call = calls.merge(moment, 1, Integer::sum) - 1;
    var act = acts.remove(new At(moment, call));
    if (act != null) {
      act.run();
    }
  }
}
