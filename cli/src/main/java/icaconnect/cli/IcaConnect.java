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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    header = "Connects S3 buckets with Illumina BioInsight Platform Core (ICA).",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n")
public final class IcaConnect implements Runnable {
  private static final Set<String> PRINTS_ALL = Set.of("completion", "man");

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
    var globals = new Globals(around);
    return commandLine(globals, needed(commands(globals), List.of(args)))
        .setOut(out)
        .setErr(err)
        .setColorScheme(Help.defaultColorScheme(colours ? Help.Ansi.ON : Help.Ansi.OFF))
        .execute(args);
  }

  /** With every command. */
  static CommandLine commandLine(Globals globals) {
    return commandLine(globals, each(commands(globals), Subcommand::made));
  }

  /**
   * To make a command from its annotations takes longer than most do. So where the line begins with
   * one, that one alone is made (further on its name may be anything, such as an option's value);
   * and where it names none, nor a file of arguments, a line of each is all that anybody sees.
   */
  private static Map<String, Object> needed(Map<String, Subcommand> commands, List<String> args) {
    if (args.stream().noneMatch(arg -> commands.containsKey(arg) || arg.startsWith("@"))) {
      return each(commands, Subcommand::inALine);
    }
    String first = args.getFirst();
    return commands.containsKey(first) && !PRINTS_ALL.contains(first)
        ? Map.of(first, commands.get(first).made())
        : each(commands, Subcommand::made);
  }

  private static Map<String, Object> each(
      Map<String, Subcommand> commands, Function<Subcommand, Object> form) {
    var each = new LinkedHashMap<String, Object>();
    commands.forEach((name, command) -> each.put(name, form.apply(command)));
    return each;
  }

  private static CommandLine commandLine(Globals globals, Map<String, Object> commands) {
    var commandLine = new CommandLine(new IcaConnect(globals));
    commands.forEach(commandLine::addSubcommand);
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

  private static Map<String, Subcommand> commands(Globals globals) {
    var commands = new LinkedHashMap<String, Subcommand>();
    commands.put("check", new Subcommand(CheckCommand.class, () -> new CheckCommand(globals)));
    commands.put("plan", new Subcommand(PlanCommand.class, () -> new PlanCommand(globals)));
    commands.put(
        "connect", new Subcommand(ConnectCommand.class, () -> new ConnectCommand(globals)));
    commands.put(
        "connect-many",
        new Subcommand(ConnectManyCommand.class, () -> new ConnectManyCommand(globals)));
    commands.put(
        "disconnect",
        new Subcommand(DisconnectCommand.class, () -> new DisconnectCommand(globals)));
    commands.put(
        "disconnect-all",
        new Subcommand(DisconnectAllCommand.class, () -> new DisconnectAllCommand(globals)));
    commands.put("rotate", new Subcommand(RotateCommand.class, () -> new RotateCommand(globals)));
    commands.put("audit", new Subcommand(AuditCommand.class, () -> new AuditCommand(globals)));
    commands.put("list", new Subcommand(ListCommand.class, () -> new ListCommand(globals)));
    commands.put("show", new Subcommand(ShowCommand.class, () -> new ShowCommand(globals)));
    commands.put("open", new Subcommand(OpenCommand.class, () -> new OpenCommand(globals)));
    commands.put("follow", new Subcommand(FollowCommand.class, () -> new FollowCommand(globals)));
    commands.put(
        "report",
        new Subcommand(ReportCommand.class, () -> new ReportCommand(globals, Version.number())));
    commands.put(
        "doctor",
        new Subcommand(DoctorCommand.class, () -> new DoctorCommand(globals, Version.number())));
    commands.put("completion", new Subcommand(CompletionCommand.class, CompletionCommand::new));
    commands.put("man", new Subcommand(ManCommand.class, ManCommand::new));
    return commands;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private record Subcommand(Class<?> type, Supplier<Object> make) {
    Object made() {
      return make.get();
    }

    Object inALine() {
      var spec = CommandSpec.create();
      spec.usageMessage().header(type.getAnnotation(Command.class).header());
      return spec;
    }
  }
}
