package icaconnect.cli.options;

import icaconnect.cli.aws.Caller;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, spelled as the AWS CLI spells them. */
public final class Globals {
  @Option(
      names = "--stack",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      defaultValue = "ica-connect",
      description = "The stack of ICA Bucket Connect (default: ${DEFAULT-VALUE}).")
  private String stack;

  @Option(
      names = "--region",
      scope = ScopeType.INHERIT,
      paramLabel = "REGION",
      description = "The AWS region; else AWS_REGION, AWS_DEFAULT_REGION or the profile's.")
  private String region;

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "The profile of the AWS configuration files; else AWS_PROFILE.")
  private String profile;

  @Option(
      names = "--endpoint-url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Where AWS is, such as http://127.0.0.1:4566; else AWS_ENDPOINT_URL.")
  private String endpointUrl;

  @Option(
      names = "--output",
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or ndjson (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Of the text, print the result only.")
  private boolean quiet;

  private final boolean terminal;

  /**
   * @param terminal whether a person looks at the output
   */
  public Globals(boolean terminal) {
    this.terminal = terminal;
  }

  /** What the command prints on. */
  public Paper paper(CommandSpec command) {
    return new Paper(
        command.commandLine().getOut(),
        command.commandLine().getErr(),
        format,
        quiet,
        terminal && format == OutputFormat.text && wantsColours(System.getenv()));
  }

  /** Who calls AWS, where. */
  public Caller caller() {
    return new Caller(region, profile, endpointUrl);
  }

  /** The stack's name. */
  public String stack() {
    return stack;
  }

  /** The region on the command line or in the environment, for commands that ask nobody. */
  public String regionOr(String otherwise) {
    return region != null
        ? region
        : System.getenv()
            .getOrDefault(
                "AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", otherwise));
  }

  /** https://no-color.org */
  public static boolean wantsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
