package icaconnect.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ica-connect completion}: the script by which a shell completes this command line. */
@Command(
    name = "completion",
    header = "Print the completion script for bash, zsh or fish.",
    description = {
      "In bash and zsh: source <(ica-connect completion)",
      "In fish: ica-connect completion fish | source",
      ""
    },
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
  /** The shells; zsh reads the script of bash. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Shell shell;

  @Override
  public Integer call() {
    var root = spec.root().commandLine();
    spec.commandLine()
        .getOut()
        .println(
            shell == Shell.fish ? FishCompletion.of(root) : AutoComplete.bash("ica-connect", root));
    return 0;
  }
}
