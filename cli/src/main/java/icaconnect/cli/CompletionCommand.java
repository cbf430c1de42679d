package icaconnect.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ica-connect completion}: the script by which bash and zsh complete this command line. */
@Command(
    name = "completion",
    header = "Print the completion script for bash and zsh.",
    description = {"Use it by: source <(ica-connect completion)", ""},
    usageHelpAutoWidth = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var root = spec.root().commandLine();
    spec.commandLine().getOut().println(AutoComplete.bash("ica-connect", root));
    return 0;
  }
}
