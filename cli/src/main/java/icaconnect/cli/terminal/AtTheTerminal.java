package icaconnect.cli.terminal;

/** The person at this process's own terminal. */
public final class AtTheTerminal implements Person {
  @Override
  public boolean looks() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public String answer(String question) {
    return System.console().readLine("%s", question);
  }
}
