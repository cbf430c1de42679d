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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
    return commandLine(new Globals(around), args.length == 0 ? "" : args[0])
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF))
        .execute(args);
  }

  /** With every command. */
  static CommandLine commandLine(Globals globals) {
    return commandLine(globals, "");
  }

  /**
   * Where the line begins with a command, with that one alone: to make each takes longer than most
   * do. Further on its name may be anything, such as an option's value.
   */
  private static CommandLine commandLine(Globals globals, String first) {
    var commandLine = new CommandLine(new IcaConnect(globals));
    var commands = commands(globals);
    // These two print all of them.
    boolean all = !commands.containsKey(first) || first.equals("completion") || first.equals("man");
    (all ? commands.keySet() : Set.of(first))
        .forEach(name -> commandLine.addSubcommand(name, commands.get(name).get()));
    commandLine
        .setAllowSubcommandsAsOptionParameters(true)
        .setParameterExceptionHandler(Failures::ofCommandLine)
        .setExecutionExceptionHandler(Failures::ofCommand);
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
    commandLine
        .getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().usageMessage().exitCodeList(ExitCode.table()));
    return commandLine;
  }

  private static Map<String, Supplier<Object>> commands(Globals globals) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("check", () -> new CheckCommand(globals));
    commands.put("plan", () -> new PlanCommand(globals));
    commands.put("connect", () -> new ConnectCommand(globals));
    commands.put("connect-many", () -> new ConnectManyCommand(globals));
    commands.put("disconnect", () -> new DisconnectCommand(globals));
    commands.put("disconnect-all", () -> new DisconnectAllCommand(globals));
    commands.put("rotate", () -> new RotateCommand(globals));
    commands.put("audit", () -> new AuditCommand(globals));
    commands.put("list", () -> new ListCommand(globals));
    commands.put("show", () -> new ShowCommand(globals));
    commands.put("open", () -> new OpenCommand(globals));
    commands.put("follow", () -> new FollowCommand(globals));
    commands.put("report", () -> new ReportCommand(globals, Version.number()));
    commands.put("doctor", () -> new DoctorCommand(globals, Version.number()));
    commands.put("completion", CompletionCommand::new);
    commands.put("man", ManCommand::new);
    return commands;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
