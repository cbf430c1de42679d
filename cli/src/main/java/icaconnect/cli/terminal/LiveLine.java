package icaconnect.cli.terminal;

import icaconnect.evidence.Harmless;
import java.io.PrintWriter;

/**
 * The last line of a terminal, which says how things stand and is written over and over. ECMA-48,
 * and DEC's mode 7: what is too long for the terminal is cut, since a line that wraps cannot be
 * written over.
 */
public final class LiveLine {
  private static final String CLEAR = "\r\u001b[K";
  private static final String CUT = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintWriter out;
  private final boolean on;
  private boolean shown;

  /**
   * @param on whether a terminal shows it; nothing is written otherwise
   */
  LiveLine(PrintWriter out, boolean on) {
    this.out = out;
    this.on = on;
  }

  public boolean isOn() {
    return on;
  }

  /** In place of what stood there. */
  public synchronized void show(String text) {
    if (on) {
      out.print(CLEAR + CUT + Harmless.line(text) + WRAP);
      out.flush();
      shown = true;
    }
  }

  /** Before anything else is printed. */
  public synchronized void clear() {
    if (shown) {
      out.print(CLEAR);
      out.flush();
      shown = false;
    }
  }
}
