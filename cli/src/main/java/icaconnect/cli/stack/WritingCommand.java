package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.execution.Ending;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.UsageError;
import picocli.CommandLine.Option;

/** A command that writes: it shows what it will do, asks, and then does that. */
abstract class WritingCommand extends StackCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  WritingCommand(Globals globals) {
    super(globals);
  }

  /**
   * @throws UsageError where there is nobody to ask, and somebody is to be asked
   */
  void mustBeAskable() {
    if (asks()) {
      globals.mustBeAskable();
    }
  }

  boolean asks() {
    return !yes;
  }

  /** Whether people are shown what will be done; who is asked, however quiet the rest is. */
  boolean shows() {
    return asks() || paper().format() == OutputFormat.text && !paper().quiet();
  }

  /** What that is shown on. */
  Paper shown() {
    return paper().aloud();
  }

  /** Shows what was planned, to programs that read line by line too; what cannot be is said. */
  ExitCode shown(JsonNode planned, String whatChanges) {
    ExitCode code = Ending.of(planned);
    if (code != ExitCode.DONE) {
      told(asks() ? shown() : paper(), planned, whatChanges);
    } else if (shows()) {
      told(shown(), planned, whatChanges);
    } else if (paper().format() == OutputFormat.ndjson) {
      paper().event("plan", planned);
    }
    return code;
  }

  /** Whether what was shown is wanted; says so where it is not. */
  boolean wanted(String question) {
    if (!asks()) {
      return true;
    }
    paper().out().flush();
    var interrupted = new Thread(this::sayInterrupted);
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      boolean wanted = globals.confirms(question);
      if (!wanted) {
        paper().line("Nothing was done.");
      }
      return wanted;
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
  }

  /** Ctrl-C instead of an answer. */
  private void sayInterrupted() {
    paper().err().println();
    paper().err().println("Nothing was done.");
    paper().err().flush();
  }
}
