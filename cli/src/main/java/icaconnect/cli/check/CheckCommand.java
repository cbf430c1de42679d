package icaconnect.cli.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.aws.CallersBucket;
import icaconnect.cli.bucket.BucketFiles;
import icaconnect.cli.bucket.Looked;
import icaconnect.cli.options.Globals;
import icaconnect.cli.options.RequestOptions;
import icaconnect.cli.terminal.ExitCode;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.UsageError;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ica-connect check}: what connecting would change, and what would stop it. */
@Command(
    name = "check",
    header = "Say what connecting a bucket would change, and what would stop it.",
    description = {
      "Needs no stack: reads the bucket with your own credentials and writes nothing."
          + " What you may not read is said. With a description of the bucket in options and files"
          + " it asks nobody at all.",
      ""
    },
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
  private static final String WHEN_NOBODY_SAYS = "us-east-1";

  private final Globals globals;

  @Spec private CommandSpec spec;

  @Mixin private RequestOptions options;

  @ArgGroup(validate = false, heading = "%nA bucket in files, without AWS:%n")
  private final BucketFiles files = new BucketFiles();

  @Option(
      names = "--detailed-exitcode",
      description = "End with 2 where connecting would change something.")
  private boolean detailedExitCode;

  public CheckCommand(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    refuseRepeated();
    ObjectNode request = options.json("plan");
    Paper paper = globals.paper(spec);
    Checked checked =
        Checking.of(globals.stack(), request, looked(request), globals.around().clock());
    CheckPage.print(checked, paper);
    boolean changes = checked.status() == Checked.Status.CHANGES;
    return (detailedExitCode && changes ? ExitCode.CHANGES : checked.status().exitCode()).number();
  }

  /**
   * Where an option of a group comes again, picocli begins the group anew and forgets what was said
   * before; of other options it refuses that itself.
   */
  private void refuseRepeated() {
    for (ArgGroupSpec group : spec.argGroups()) {
      var matches =
          spec.commandLine().getParseResult().findMatches(group).stream()
              .flatMap(found -> found.matches().stream())
              .toList();
      for (OptionSpec option : group.allOptionsNested()) {
        int times = matches.stream().mapToInt(each -> each.matchedValues(option).size()).sum();
        if (times > 1) {
          throw new UsageError(
              "option '" + option.longestName() + "' should be specified only once");
        }
      }
    }
  }

  private Looked looked(ObjectNode request) {
    if (!files.given()) {
      return CallersBucket.looked(globals.caller());
    }
    String region =
        Optional.ofNullable(request.path("icaRegion").textValue()).orElse(WHEN_NOBODY_SAYS);
    return files.looked(request.path("bucket").asText(), globals.regionOr(region));
  }
}
