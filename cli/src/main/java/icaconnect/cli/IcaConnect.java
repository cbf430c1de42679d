package icaconnect.cli;

import icaconnect.cli.check.CheckCommand;
import icaconnect.cli.options.Globals;
import icaconnect.cli.options.Surroundings;
import icaconnect.cli.stack.AuditCommand;
import icaconnect.cli.stack.ConnectCommand;
import icaconnect.cli.stack.ConnectManyCommand;
import icaconnect.cli.stack.DisconnectAllCommand;
import icaconnect.cli.stack.DisconnectCommand;
import icaconnect.cli.stack.DoctorCommand;
import icaconnect.cli.stack.FollowCommand;
import icaconnect.cli.stack.ListCommand;
import icaconnect.cli.stack.OpenCommand;
import icaconnect.cli.stack.PlanCommand;
import icaconnect.cli.stack.ReportCommand;
import icaconnect.cli.stack.RotateCommand;
import icaconnect.cli.stack.ShowCommand;
import icaconnect.cli.terminal.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line {@code ica-connect}. */
@Command(
    name = "ica-connect",
    header = "Connects S3 buckets with Illumina Connected Analytics (ICA).",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n")
public final class IcaConnect implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show the version.")
  private boolean version;

  @Mixin private final Globals globals;

  @Spec private CommandSpec spec;

  private IcaConnect(Globals globals) {
    this.globals = globals;
  }

  /** Runs one command line and answers its exit code. */
  public static int run(PrintWriter out, PrintWriter err, Surroundings around, String... args) {
    boolean colours = around.person().looks() && Globals.wantsColours(System.getenv());
    return commandLine(new Globals(around))
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF))
        .execute(args);
  }

  static CommandLine commandLine(Globals globals) {
    var commandLine =
        new CommandLine(new IcaConnect(globals))
            .addSubcommand(new CheckCommand(globals))
            .addSubcommand(new PlanCommand(globals))
            .addSubcommand(new ConnectCommand(globals))
            .addSubcommand(new ConnectManyCommand(globals))
            .addSubcommand(new DisconnectCommand(globals))
            .addSubcommand(new DisconnectAllCommand(globals))
            .addSubcommand(new RotateCommand(globals))
            .addSubcommand(new AuditCommand(globals))
            .addSubcommand(new ListCommand(globals))
            .addSubcommand(new ShowCommand(globals))
            .addSubcommand(new OpenCommand(globals))
            .addSubcommand(new FollowCommand(globals))
            .addSubcommand(new ReportCommand(globals, Version.number()))
            .addSubcommand(new DoctorCommand(globals, Version.number()))
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new ManCommand())
            .setParameterExceptionHandler(Failures::ofCommandLine)
            .setExecutionExceptionHandler(Failures::ofCommand);
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
    commandLine
        .getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().usageMessage().exitCodeList(ExitCode.table()));
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
