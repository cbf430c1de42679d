package icaconnect.cli;

import icaconnect.cli.aws.AwsFailure;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.UsageError;
import icaconnect.evidence.Harmless;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on the error output what went wrong and what to do, and ends with the code for it. */
final class Failures {
  private Failures() {}

  static int ofCommandLine(ParameterException e, String[] args) {
    var commandLine = e.getCommandLine();
    var err = commandLine.getErr();
    err.println("ica-connect: " + Harmless.of(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + commandLine.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  static int ofCommand(Exception thrown, CommandLine commandLine, ParseResult parsed) {
    Exception e = AwsFailure.worded(thrown);
    ExitCode code = code(e);
    String message =
        code == ExitCode.BROKEN
            ? e + "\nThis is an error of ica-connect: please report it with this line."
            : e.getMessage();
    commandLine.getErr().println("ica-connect: " + Harmless.of(message));
    return code.number();
  }

  static ExitCode code(Exception e) {
    return switch (e) {
      case UsageError _, InvalidRequest _ -> ExitCode.USAGE;
      case Refused _ -> ExitCode.REFUSED;
      case TryAgain _ -> ExitCode.TRY_AGAIN;
      case AwsFailure _ -> ExitCode.NOT_ASKED;
      default -> ExitCode.BROKEN;
    };
  }
}
