package icaconnect.cli.stack;

import icaconnect.cli.doctor.Doctor;
import icaconnect.cli.doctor.Line;
import icaconnect.cli.options.Globals;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper.Ink;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ica-connect doctor}. */
@Command(
    name = "doctor",
    header = "Look how the stack is, and what to do next.",
    description = {
      "Ends with 3 where something is bad, with 7 where something could not be looked at.",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
public final class DoctorCommand extends StackCommand {
  private final String version;

  public DoctorCommand(Globals globals, String version) {
    super(globals);
    this.version = version;
  }

  @Override
  ExitCode run() {
    List<Line> lines = Doctor.look(stack().health(), version, globals.around().clock().instant());
    switch (paper().format()) {
      case json -> paper().json(Map.of("lines", lines));
      case ndjson -> lines.forEach(line -> paper().event("line", line));
      case text -> lines.forEach(this::print);
    }
    return Doctor.ending(lines);
  }

  private void print(Line line) {
    if (paper().quiet() && line.next().isEmpty()) {
      return;
    }
    Ink ink =
        switch (line.verdict()) {
          case GOOD -> Ink.GREEN;
          case NOTE, UNKNOWN -> Ink.YELLOW;
          case BAD -> Ink.RED;
        };
    paper().marked(ink, String.format("%-8s", line.verdict()), line.what() + ": " + line.found());
    if (!line.next().isEmpty()) {
      paper().line("          " + line.next());
    }
  }
}
